"""Dated spells: the start is inside, the end is outside, and no end means now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Period:
    """A spell of days, ``valid_from`` inside and ``valid_to`` outside; ``None`` at either end means open."""

    valid_from: date | None
    valid_to: date | None = None

    def __post_init__(self) -> None:
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValueError("A period cannot end before it starts.")

    def contains(self, day: date) -> bool:
        """Answer whether ``day`` falls inside."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day < self.valid_to)

    def overlaps(self, other: Period) -> bool:
        """Answer whether the two share at least one day."""
        starts_before = self.valid_from is None or other.valid_to is None or self.valid_from < other.valid_to
        ends_after = self.valid_to is None or other.valid_from is None or other.valid_from < self.valid_to
        return starts_before and ends_after
