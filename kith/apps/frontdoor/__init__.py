"""The room of the front door: every contact is taken on, looked at, decided, and whoever told us is answered."""
