"""Pictures of a family as plain server-drawn SVG, with no Django and no clock."""
