"""Reads episodes, who leads them, and the work of a team; every query stands inside an open door."""
