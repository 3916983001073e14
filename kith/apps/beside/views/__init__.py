"""The pages of this room, one to a file."""
