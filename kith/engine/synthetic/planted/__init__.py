"""Families that the documents speak of, told as rows; one file per truth table. Days are as at 20 November 2026."""
