"""The shapes a chronology is drawn from: lanes, items on them, and a count of agencies for each quarter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Lane:
    """One line of the picture: a person, or the household."""

    key: str
    label: str


@dataclass(frozen=True)
class Item:
    """One dated thing: a dot for an event, a bar for a spell (with no end while it lasts)."""

    lane: str
    letter: str
    label: str
    starts_on: date
    ends_on: date | None = None
    is_spell: bool = False
    count: int = 1


@dataclass(frozen=True)
class QuarterCount:
    """How many agencies were at work in the quarter that starts on ``starts_on``."""

    starts_on: date
    agencies: int


def quarter_start(day: date) -> date:
    """Answer the first day of the calendar quarter that holds ``day``."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def next_quarter(day: date) -> date:
    """Answer the first day of the quarter after the one that holds ``day``."""
    start = quarter_start(day)
    return date(start.year + start.month // 10, (start.month + 2) % 12 + 1, 1)


def quarters(first: date, last: date) -> list[date]:
    """List the starts of every quarter from the one holding ``first`` to the one holding ``last``."""
    starts = [quarter_start(first)]
    while next_quarter(starts[-1]) <= last:
        starts.append(next_quarter(starts[-1]))
    return starts
