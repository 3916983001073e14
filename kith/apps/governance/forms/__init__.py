"""What is asked for on this room's pages; each subject has its file."""
