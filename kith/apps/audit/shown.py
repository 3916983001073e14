"""Tallies what a page shows of whom while its door stands open, for the log: rows by person, category and level."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass
class Shown:
    """Queries put in what they return; the door writes it into its line as it closes, in the same transaction."""

    by_query: dict[str, Counter[tuple[str, str, int]]] = field(default_factory=dict)

    def put(self, query: str, rows: Iterable[tuple[str, str, int]]) -> None:
        """Note the (person, category, level) of each row that ``query`` gave out; asked twice, it is noted once.

        What is about a household and no one person has an empty reference.
        """
        self.by_query[query] = Counter(row for row in rows if row[2])

    @property
    def person_refs(self) -> frozenset[str]:
        """Return everybody of whom something was given out."""
        return frozenset(ref for ref, _, _ in self._rows() if ref)

    def codes(self) -> tuple[str, ...]:
        """Return the tally as the log keeps it: "P-ELLA|HEALTH|3|12"."""
        rows = sorted(self._rows().items())
        return tuple(f"{ref}|{category}|{level}|{count}" for (ref, category, level), count in rows)

    def _rows(self) -> Counter[tuple[str, str, int]]:
        return sum(self.by_query.values(), Counter())
