"""Reads what the page for saying that somebody has left offers: who lives where, and what was said before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kith.apps.governance.access import FamilyAccess
from kith.apps.people import queries
from kith.apps.singleview.queries.naming import names_of


@dataclass(frozen=True)
class Home:
    """One home that can be chosen; ``key`` is what the form sends in its body, never in an address."""

    key: str
    words: str
    person_ref: str
    dwelling_id: str


@dataclass(frozen=True)
class LeftLine:
    """What a worker said of a home, in words."""

    ref: str
    words: str
    since: date
    reason: str


@dataclass(frozen=True)
class Leaving:
    """What the page offers and shows."""

    homes: tuple[Home, ...]
    said: tuple[LeftLine, ...]

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """The homes as a form offers them."""
        return tuple((home.key, home.words) for home in self.homes)


def get_leaving(access: FamilyAccess) -> Leaving:
    """Return what this worker can choose: only homes whose address the family's page shows them."""
    names = names_of(queries.list_members(access))
    residences = queries.list_residences(access)
    places = {row.dwelling_id: row.address for row in residences if row.dwelling_id}
    homes = sorted(queries.list_homes_to_leave(access), key=lambda row: (names.get(row.person_ref, ""), row.address))
    return Leaving(
        homes=tuple(
            Home(_key(row), f"{names[row.person_ref]}, at {row.address}", row.person_ref, row.dwelling_id or "")
            for row in homes
            if row.person_ref in names
        ),
        said=tuple(
            LeftLine(one.ref, f"{names[one.person_ref]}, at {places[one.dwelling_id]}", one.left_on, one.reason)
            for one in queries.list_homes_left(access)
            if one.person_ref in names and one.dwelling_id in places
        ),
    )


def _key(row: queries.ResidenceRow) -> str:
    return f"{row.person_ref}|{row.dwelling_id}"
