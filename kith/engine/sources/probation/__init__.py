"""People on probation: that a practitioner works with them, since when, and who."""
