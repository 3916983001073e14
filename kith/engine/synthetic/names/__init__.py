"""Invented pools of names, streets and places, as CSV; the order in a file is how common each is."""
