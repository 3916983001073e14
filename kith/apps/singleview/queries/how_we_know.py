"""How fresh what we know is: each agency whose word stands on the page, and the day of its newest file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kith.apps.people.queries import FactRow, InvolvementRow

_STALE = 7  # days behind the newest


@dataclass(frozen=True)
class Freshness:
    """The agencies whose newest file is of one day; ``is_old`` where the others have told something since."""

    as_of: date | None
    agencies: tuple[tuple[str, str], ...]  # letter and name
    is_old: bool


def list_freshness(facts: Sequence[FactRow], involvements: Sequence[InvolvementRow]) -> tuple[Freshness, ...]:
    """Gather the agencies of which something is shown by the day of their news, the oldest first."""
    told: dict[date | None, set[tuple[str, str]]] = defaultdict(set)
    rows: list[FactRow | InvolvementRow] = [*facts, *involvements]
    for row in rows:
        told[row.current_as_of].add((row.agency_kind, row.agency_name))
    newest = max((day for day in told if day), default=None)
    return tuple(
        Freshness(day, tuple(sorted(agencies, key=lambda each: each[1])), _is_old(day, newest))
        for day, agencies in sorted(told.items(), key=lambda item: item[0] or date.min)
    )


def _is_old(day: date | None, newest: date | None) -> bool:
    return day is None or newest is None or (newest - day).days > _STALE
