"""Brings in an agency's register of open cases: read it, check each row, find who is here, say, and only then write."""
