"""Casework: a family's episode of help, its levels and who leads it, the team around the family, and handing over."""
