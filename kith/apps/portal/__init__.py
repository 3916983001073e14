"""The room of the family's own pages."""
