"""The room of organisations, their workers, and who may sign in."""
