"""Kith: a council and its partners helping whole families early."""
