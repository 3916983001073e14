"""What this room does: keys for other systems, and taking in whoever comes by their links."""
