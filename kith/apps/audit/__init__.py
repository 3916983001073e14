"""The room of the log of who looked at whom."""
