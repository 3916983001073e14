"""Writes episodes: opening, levels, who leads, the team, handing over; each inside an open door, with its log line."""
