"""The room of pages that show one family, and the way to it."""
