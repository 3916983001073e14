"""The children-in-need census: the council's yearly XML return."""
