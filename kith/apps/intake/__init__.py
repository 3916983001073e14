"""The room of runs and deliveries: what arrived and which run is live."""
