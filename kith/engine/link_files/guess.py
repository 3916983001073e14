"""Guesses what a file's columns mean from their headings and, for identifiers, from how the values look."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from kith.engine.link_files.columns import SINGLE, Birth, Columns
from kith.engine.link_files.headings import (
    ADDRESS_PARTS,
    GROUPS,
    IDENTIFIERS,
    OTHER,
    SPELLINGS,
    WHOLE_ADDRESS,
    readings,
    words_of,
)
from kith.vocabulary.identifiers import nhs_number_of, upn_of

NUMBER, STREET = 2, 3  # their places in ADDRESS_PARTS
_ID_WORDS = ("id", "identifier", "no", "num", "number", "ref", "reference", "key")
_ENOUGH = 0.9  # of the values in a column must look like an identifier for it to be one
_AT_LEAST = 5  # values, before a look says anything
# Short spellings that mean a part of a birth date only beside the other two.
_ONLY_TOGETHER = ("by", "bd", "bm", "birthday")
_LOOKS: dict[str, Callable[[str], bool]] = {
    "nhs_number": lambda value: nhs_number_of(value) is not None,
    "upn": lambda value: upn_of(value) is not None,
    "national_insurance": lambda value: bool(re.fullmatch(r"[A-Za-z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-Da-d]", value)),
    "ssn": lambda value: bool(re.fullmatch(r"\d{3}-\d{2}-\d{4}", value)),
    "email": lambda value: bool(re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", value)),
}


def guess_columns(headings: Sequence[str], rows: Sequence[Sequence[str | None]]) -> Columns:
    """Return what the columns probably mean; ``rows`` are the first few thousand, and nothing of them is kept."""
    left = _Left(list(headings))
    single = {role: found for role in SINGLE if role != "year_of_birth" and (found := left.take(SPELLINGS[role]))}
    birth, year = _birth(left)
    if year:
        single["year_of_birth"] = year
    address = _address(left)
    named = {kind: _named(left, known) for kind, known in (("id", IDENTIFIERS), ("other", OTHER), ("group", GROUPS))}
    values = {heading: [row[at] for row in rows if at < len(row)] for at, heading in enumerate(headings)}
    identifiers = named["id"] | _by_look(left, values, set(named["id"]))
    if "record_id" not in single and (unique := _unique(left, values)):
        single["record_id"] = unique
    return Columns(single, birth, address, identifiers, named["other"], named["group"], is_guessed=True)


@dataclass
class _Left:
    """The headings that mean nothing yet."""

    headings: list[str]
    _readings: dict[str, list[tuple[str, str]]] = field(init=False)

    def __post_init__(self) -> None:
        self._readings = {heading: list(readings(heading)) for heading in self.headings}

    def find(self, spellings: str) -> list[tuple[str, str]]:
        """Return headings spelt so, each with the words before it that were left out; the plainest first."""
        order = {spelling: place for place, spelling in enumerate(spellings.split())}
        found = []
        for place, heading in enumerate(self.headings):
            said = [
                (depth, order[word], place, heading, before)
                for depth, (word, before) in enumerate(self._readings[heading])
                if word in order
            ]
            found += said[:1]
        return [(heading, before) for *_, heading, before in sorted(found)]

    def take(self, spellings: str) -> str | None:
        """Return the heading spelt so, if there is one, and leave it out from now on."""
        found = self.find(spellings)
        return self.use(found[0][0]) if found else None

    def use(self, heading: str) -> str:
        """Leave ``heading`` out from now on."""
        self.headings.remove(heading)
        return heading


def _birth(left: _Left) -> tuple[Birth | None, str | None]:
    """Return the birth date's column or columns, and a column of the year alone where there is no more."""
    whole = left.take(SPELLINGS["date_of_birth"])
    if whole:
        return Birth((whole,)), None
    parts = [left.find(SPELLINGS[part]) for part in ("birth_day", "birth_month", "year_of_birth")]
    if all(parts):
        return Birth(tuple(left.use(found[0][0]) for found in parts)), None
    if parts[0] and "".join(words_of(parts[0][0][0])) == "birthday":
        return Birth((left.use(parts[0][0][0]),)), None
    year = " ".join(word for word in SPELLINGS["year_of_birth"].split() if word not in _ONLY_TOGETHER)
    return None, left.take(year)


def _address(left: _Left) -> tuple[str, ...]:
    """Return the address's columns in the order in which an address is written.

    Where a file has several addresses (mailing, home), the one with most parts is taken, and the others are left.
    """
    parts = [(place, *found) for place, spellings in enumerate(ADDRESS_PARTS) for found in left.find(spellings)]
    sets = [_of_one(left, parts, before) for before in dict.fromkeys(before for *_, before in parts)]
    best = max(sets, key=len, default={})
    whole = left.find(WHOLE_ADDRESS)
    if whole and STREET in best:
        best = {}  # the parts say what the whole says
    if whole:
        best[STREET] = whole[0][0]
    return tuple(left.use(best[place]) for place in sorted(best))


def _of_one(left: _Left, parts: Sequence[tuple[int, str, str]], before: str) -> dict[int, str]:
    """Return the parts of the address that ``before`` names, by their place in it."""
    found: dict[int, str] = {}
    for place, heading, its in parts:
        if its == before:
            found.setdefault(place, heading)
    if before and NUMBER not in found:  # "mailing number" is a house's only beside "mailing street"
        for heading in left.headings:
            if words_of(heading) == [*before.split(), "number"]:
                found[NUMBER] = heading
    return found


def _named(left: _Left, known: dict[str, str]) -> dict[str, str]:
    return {name: found for name, spellings in known.items() if (found := left.take(spellings))}


def _by_look(left: _Left, values: dict[str, list[str | None]], taken: set[str]) -> dict[str, str]:
    """Return identifiers that no heading gave away."""
    found: dict[str, str] = {}
    for heading in list(left.headings):
        said = [value.strip() for value in values[heading] if value and value.strip()]
        if len(said) < _AT_LEAST:
            continue
        for name, looks in _LOOKS.items():
            if name not in taken | set(found) and sum(map(looks, said)) >= _ENOUGH * len(said):
                found[name] = left.use(heading)
                break
    return found


def _unique(left: _Left, values: dict[str, list[str | None]]) -> str | None:
    """Return the first column named like an id or a number of which no two rows have the same value."""
    for heading in left.headings:
        if (words_of(heading) or [""])[-1] in _ID_WORDS and values[heading]:
            said = [value for value in values[heading] if value]
            if len(set(said)) == len(values[heading]):
                return left.use(heading)
    return None
