"""This room's pages: one page, one file."""
