"""What this room reads: the family that another system's link is about, a summary of it, and the rows of files."""
