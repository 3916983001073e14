"""Where the family lives and lived: each dwelling once, with who and when; withheld addresses only in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kith.apps.base.words import listed
from kith.apps.people.queries import LIVES_ELSEWHERE, Member, ResidenceRow
from kith.apps.singleview.queries.naming import names_of
from kith.apps.singleview.queries.sharing import Sharing
from kith.apps.singleview.queries.told_by import name_sources

_MOST_NAMED = 3
# About the place, and without a number: who else is recorded there, and whether one came or went, is not told by it.
_NO_ADULT = "Nobody recorded at this address now is 18 or older: ask who else lives here"
_STATUS_WORDS = {
    "NOT_RESIDENTIAL": "The council\u2019s list has no home at this address: ask where they live",
    "MORE_THAN_TEN": "More than ten people are recorded at this address: it may be shared housing",
    "DATES_CONTRADICT": "Agencies do not agree on who lives at this address now: ask",
}
_AGE_WORDS = dict.fromkeys(("CHILD_ALONE", "UNDER_16_ONLY", "NO_ADULT"), _NO_ADULT)


@dataclass(frozen=True)
class Dwelling:
    """A dwelling and the members who live or lived there."""

    address: str
    postcode: str
    people: str
    since: date | None
    until: date | None
    is_current: bool
    is_withheld: bool
    is_elsewhere: bool
    is_communal: bool
    last_seen_on: date | None
    told_by: str
    doubt: str = ""  # what is improbable about who is recorded there now; or that a worker says who left


def list_dwellings(members: Sequence[Member], residences: Sequence[ResidenceRow], sharing: Sharing) -> list[Dwelling]:
    """List dwellings, those lived in now first, the fullest first; then the ones left, the latest first."""
    names = names_of(members)
    grouped: dict[tuple[str | None, bool], list[ResidenceRow]] = defaultdict(list)
    for row in residences:
        grouped[row.dwelling_id, row.is_current].append(row)
    found = [(len(rows), _dwelling(rows, names, sharing)) for rows in grouped.values()]
    order = sorted(found, key=lambda each: (not each[1].is_current, -each[0] if each[1].is_current else 0,
                                            -(each[1].until or date.max).toordinal()))  # fmt: skip
    return [dwelling for _, dwelling in order]


def _dwelling(rows: Sequence[ResidenceRow], names: dict[str, str], sharing: Sharing) -> Dwelling:
    first = rows[0]
    refs = {row.person_ref for row in rows}
    shown = not first.is_withheld
    return Dwelling(
        address=first.address,
        postcode=(first.postcode or "") if shown else "",
        people=listed([name for ref, name in names.items() if ref in refs]),
        since=min((row.valid_from for row in rows if row.valid_from), default=None) if shown else None,
        until=max((row.valid_to for row in rows if row.valid_to), default=None) if shown else None,
        is_current=first.is_current,
        is_withheld=first.is_withheld,
        is_elsewhere=first.address == LIVES_ELSEWHERE,
        is_communal=first.is_communal and shown,
        last_seen_on=max((row.last_seen_on for row in rows if row.last_seen_on), default=None) if shown else None,
        told_by=name_sources({source for row in rows for source in row.sources}, sharing.kinds, _MOST_NAMED),
        doubt=(_doubt(first, sharing) if first.is_current else _left(rows, names)) if shown else "",
    )


def _left(rows: Sequence[ResidenceRow], names: dict[str, str]) -> str:
    """Say of whom a worker says that they left; what agencies say stands beside it."""
    said = {row.person_ref for row in rows if row.is_said_left}
    who = [name for ref, name in names.items() if ref in said]
    return f"That {listed(who)} left, a worker says" if who else ""


def _doubt(row: ResidenceRow, sharing: Sharing) -> str:
    """Say what is improbable about a household; that nobody is grown up only to whoever may know ages."""
    ages = _AGE_WORDS.get(row.household_status, "") if sharing.ages else ""
    return _STATUS_WORDS.get(row.household_status, ages)
