"""After how many months a fact of each category is no longer looked at: council data, ``definitions/keeping``."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kith.vocabulary.errors import KithError

FILE = Path(__file__).resolve().parents[1] / "definitions" / "keeping" / "categories.csv"


class KeepingUnreadable(KithError):
    """The table of how long each category is kept cannot be read."""

    code = "K134"


@dataclass(frozen=True)
class Keeping:
    """How long facts of one category are looked at, and why so long."""

    category: str
    months: int
    why: str


@lru_cache(maxsize=1)
def load_keeping(file: Path = FILE) -> dict[str, Keeping]:
    """Return how long each category is kept, by category."""
    try:
        with file.open(encoding="utf-8", newline="") as lines:
            rows = [Keeping(row["category"], int(row["months"]), row["why"].strip()) for row in csv.DictReader(lines)]
        if not rows or any(row.months < 1 or not row.why for row in rows):
            raise ValueError("every row needs months and a reason")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise KeepingUnreadable(
            f"The table of how long each category is kept cannot be read ({type(error).__name__}).",
            not_done="Nothing was published: without it nobody knows what is too old.",
            mend="Mend kith/definitions/keeping/categories.csv: category, months (a whole number, 1 or more), why.",
        ) from error
    return {row.category: row for row in rows}


def months_kept(category: str) -> int:
    """Return the months for a category; one that is not listed is kept for the shortest time of any."""
    kept = load_keeping()
    return kept[category].months if category in kept else min(row.months for row in kept.values())
