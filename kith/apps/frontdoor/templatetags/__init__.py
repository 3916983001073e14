"""What this room's pages write in a way of their own."""
