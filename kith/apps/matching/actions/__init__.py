"""Writes answers about pairs, takes people apart, and takes in what a run asks."""
