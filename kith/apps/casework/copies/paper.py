"""What stands in a copy, whatever kind of file it is: a title, whose it is, and a table with one line per event."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kith.apps.base.words import day_in_words
from kith.apps.casework.queries.chronology import EntryLine

_HEADINGS = (
    "When", "Who", "What happened", "Told by", "What it did", "What was done", "What it means", "What the family says",
)  # fmt: skip
_NO_PLACE_IN_A_FILE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Paper:
    """One copy. Every row has as many cells as there are headings."""

    title: str
    said_first: tuple[str, ...]
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def make_paper(
    family: str, lines: Sequence[EntryLine], *, taken_by: str, on: date, family_ref: str, for_family: bool
) -> Paper:
    """Return the copy of these lines; one for the family leaves out what is not told to them, analysis too."""
    headings = tuple(each for each in _HEADINGS if not (for_family and each == "What it means"))
    whose = "For the family." if for_family else "For work with this family only. It holds what its reader may see."
    return Paper(
        title=clean(f"{family}: chronology"),
        said_first=(whose, clean(f"Family {family_ref}. Copied from Kith by {taken_by} on {day_in_words(on)}.")),
        headings=headings,
        rows=tuple(_row(line, for_family=for_family) for line in lines),
    )


def clean(words: str) -> str:
    """Leave out what no office file can hold."""
    return _NO_PLACE_IN_A_FILE.sub("", words.replace("\r\n", "\n"))


def _row(line: EntryLine, *, for_family: bool) -> tuple[str, ...]:
    what = f"{line.what}. {line.detail}" if line.detail else line.what
    cells = [line.when, line.who, what, line.agency_name, line.impact_label, line.action_taken]
    cells += [line.family_view] if for_family else [line.analysis, line.family_view]
    return tuple(clean(cell) for cell in cells)
