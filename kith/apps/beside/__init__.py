"""Kith beside other case systems: opened by their links, shown in their frames, written back as their files."""
