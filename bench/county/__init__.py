"""The bench of a whole county: made, run, loaded, opened and gone back from, each step in a process of its own."""
