"""The shapes in which counts leave this room: each number with its words, out of how many, and how it is counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from kith.rules.counts import CountDefinition


@dataclass(frozen=True)
class Line:
    """One line of a count; ``of`` is empty where nothing is compared."""

    label: str
    number: str
    shown: str
    of: str


@dataclass(frozen=True)
class Block:
    """One count with its definition. ``note`` says why there is nothing to read."""

    definition: CountDefinition
    lines: tuple[Line, ...]
    total: str = ""
    note: str = ""

    @property
    def has_share(self) -> bool:
        """Answer whether it is one number out of another."""
        return self.definition.shape in ("percent", "mean")


@dataclass(frozen=True)
class Section:
    """Counts that belong together."""

    code: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class ClockLine:
    """A clock that something is due by: its name and version, how long it runs, and who says so."""

    rule_id: str
    version: str
    words: str
    length: str
    standing: str
    valid_from: date
    source: str


@dataclass(frozen=True)
class CountsPage:
    """All of it, as at one moment. ``is_for_others``: small numbers and workers' names are kept back."""

    sections: tuple[Section, ...]
    clocks: tuple[ClockLine, ...]
    months: int
    since: date
    on: date
    at: datetime
    is_for_others: bool
    counts_contacts: bool
    is_opened: bool
