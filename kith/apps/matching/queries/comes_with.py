"""Says of each record of a person what comes with it, of what the family's page shows anyway: to tell whose it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kith.apps.base.words import day_in_words
from kith.apps.people.queries import list_facts, list_involvements

if TYPE_CHECKING:
    from kith.apps.governance.access import FamilyAccess

_MOST_KINDS = 4


@dataclass(frozen=True)
class ComesWith:
    """Which agency holds a record, since when it tells anything, and what; empty where the page shows none of it."""

    agency: str = ""
    since: date | None = None
    things: tuple[str, ...] = ()

    @property
    def in_words(self) -> str:
        """Write it in a sentence or two."""
        from_whom = f"From {self.agency}." if self.agency else "From an agency that is not shown to you."
        if not self.things:
            return f"{from_whom} Nothing that you can see comes with it."
        since = f", the earliest of {day_in_words(self.since)}" if self.since else ""
        return f"{from_whom} With it comes: {'; '.join(self.things)}{since}."


def list_comes_with(access: FamilyAccess, person_ref: str, agencies: Mapping[str, str]) -> dict[str, ComesWith]:
    """Return for each record (with the agency that holds it) what this worker's page shows because of it.

    An agency is named only where the page says otherwise that it knows this very person, or is the worker's own.
    """
    facts = [fact for fact in list_facts(access) if fact.person_ref == person_ref]
    work = [row for row in list_involvements(access) if row.person_ref == person_ref]
    named = {row.agency_id: row.agency_name for row in work} | {fact.agency_id: fact.agency_name for fact in facts}
    found: dict[str, ComesWith] = {}
    for record, agency_id in agencies.items():
        things = Counter([fact.label for fact in facts if fact.record == record])
        things.update(row.service or "Works with them" for row in work if record in row.records)
        days = [fact.happened_on for fact in facts if fact.record == record]
        days += [row.valid_from for row in work if record in row.records and row.valid_from]
        is_own = agency_id == access.standing.worker.agency_id
        name = named.get(agency_id, "your own agency" if is_own else "")
        found[record] = ComesWith(name, min(days, default=None), _listed(things))
    return found


def _listed(things: Counter[str]) -> tuple[str, ...]:
    said = [f"{label} ({count} times)" if count > 1 else label for label, count in things.most_common()]
    more = len(said) - _MOST_KINDS
    return (*said[:_MOST_KINDS], f"and {more} more kinds of thing") if more > 1 else tuple(said)
