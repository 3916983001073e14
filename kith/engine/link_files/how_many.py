"""Says how many records, people and households there are, as people say it: one record is one person."""

from __future__ import annotations

from collections.abc import Mapping

ONE_OF = {"refs": "ref", "records": "record", "people": "person", "households": "household", "addresses": "address"}


def how_many(count: int, what: str) -> str:
    """Write "1 person", "4,812 people"."""
    return f"{count:,} {ONE_OF[what] if count == 1 else what}"


def are_people(counts: Mapping[str, int]) -> str:
    """Write "92 records are 91 people", "1 record is 1 person"."""
    verb = "is" if counts["records"] == 1 else "are"
    return f"{how_many(counts['records'], 'records')} {verb} {how_many(counts['people'], 'people')}"
