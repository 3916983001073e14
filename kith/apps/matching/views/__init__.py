"""Pages of this room: one page, one file."""
