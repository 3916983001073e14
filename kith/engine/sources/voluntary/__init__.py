"""Families helped by charities: a workbook."""
