"""Reads pairs for review, records of a person, and who is being taken apart."""
