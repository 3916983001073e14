"""Reads the numbers that a manager lives by: what waits, what is overdue, what families feel, and how it is counted."""

from kith.apps.casework.queries.counts.page import PERIODS, get_counts
from kith.apps.casework.queries.counts.shapes import Block, ClockLine, CountsPage, Line, Section

__all__ = ["PERIODS", "Block", "ClockLine", "CountsPage", "Line", "Section", "get_counts"]
