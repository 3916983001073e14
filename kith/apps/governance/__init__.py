"""The room of who may see what, and why: ties, agreements, shields."""
