"""What the columns of one file mean: which is the first name, which make the address, and so on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

# Roles that one column fills. A birth date, an address, identifiers, other facts and groups have fields of their own.
SINGLE = (
    *("record_id", "first_name", "middle_name", "last_name", "full_name", "known_as", "previous_last_name"),
    *("year_of_birth", "sex", "town", "region", "postcode"),
)
BIRTH_PARTS = ("day", "month", "year")
# A record says who somebody is only if one of these is in it.
NAMES = ("first_name", "last_name", "full_name", "known_as")
WRITTEN_NAMES = (*NAMES, "middle_name", "previous_last_name")


@dataclass(frozen=True)
class Birth:
    """The column of the birth date, or the three of its day, month and year; ``format`` where it is known."""

    columns: tuple[str, ...]
    format: str | None = None

    @property
    def is_in_parts(self) -> bool:
        """Answer whether day, month and year stand in columns of their own."""
        return len(self.columns) == len(BIRTH_PARTS)


@dataclass(frozen=True)
class Columns:
    """One file's columns by what they mean; names are those of the file's own headings."""

    single: dict[str, str] = field(default_factory=dict)
    birth: Birth | None = None
    address: tuple[str, ...] = ()
    identifiers: dict[str, str] = field(default_factory=dict)
    other: dict[str, str] = field(default_factory=dict)
    group: dict[str, str] = field(default_factory=dict)
    is_guessed: bool = False

    def used(self) -> Iterator[str]:
        """Yield each heading that means something, once."""
        found = [
            *self.single.values(),
            *(self.birth.columns if self.birth else ()),
            *self.address,
            *self.identifiers.values(),
            *self.other.values(),
            *self.group.values(),
        ]
        yield from dict.fromkeys(found)

    def can_link(self) -> bool:
        """Answer whether anything here could say who somebody is: a name or an identifier."""
        return bool(self.identifiers) or any(role in self.single for role in NAMES)

    def as_map(self) -> dict[str, Any]:
        """Return the columns as ``MAP.yml`` writes them, in its order."""
        said: dict[str, Any] = {role: self.single[role] for role in SINGLE[:7] if role in self.single}
        if self.birth:
            said["date_of_birth"] = _as_said(self.birth)
        said |= {role: self.single[role] for role in SINGLE[7:9] if role in self.single}
        said |= {"address": list(self.address)} if self.address else {}
        said |= {role: self.single[role] for role in SINGLE[9:] if role in self.single}
        lists: dict[str, Any] = {
            "identifiers": dict(self.identifiers),
            "other": _short(self.other),
            "group": _short(self.group),
        }
        return said | {role: value for role, value in lists.items() if value}


def _as_said(birth: Birth) -> str | dict[str, str]:
    if birth.is_in_parts:
        return dict(zip(BIRTH_PARTS, birth.columns, strict=True))
    return {"column": birth.columns[0], "format": birth.format} if birth.format else birth.columns[0]


def _short(named: dict[str, str]) -> list[str] | dict[str, str]:
    return list(named) if all(name == column for name, column in named.items()) else dict(named)
