"""Maternity bookings: who expects a baby, when, and their named midwife."""
