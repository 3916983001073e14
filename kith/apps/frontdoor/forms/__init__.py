"""The forms of this room, by what is written down in them."""
