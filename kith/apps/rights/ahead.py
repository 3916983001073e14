"""Reads for many people at once what their clocks need, so that a pass over a county asks few questions of each."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from kith.apps.base.hooks import list_holdings
from kith.apps.governance.queries.safety import find_hidden
from kith.apps.people.queries.rights import list_families_of_many, list_members_of_many
from kith.apps.rights.models import LegalHold
from kith.apps.rights.models.legal_hold import CATEGORY, EVERYTHING

AT_ONCE = 1_000


@dataclass(frozen=True)
class Ahead:
    """What was read for ``people``: of whom each room holds anything, their families, who hides near them, holds."""

    people: frozenset[str]
    rooms: dict[str, frozenset[str]]
    families: dict[str, frozenset[str]]
    near_hidden: frozenset[str]
    holds: tuple[LegalHold, ...]

    def may_hold(self, room: str, person_ref: str) -> bool:
        """Answer whether the room must be asked about the person: only what was read here spares the question."""
        return room not in self.rooms or person_ref not in self.people or person_ref in self.rooms[room]

    def holds_of(self, person_ref: str) -> list[LegalHold]:
        """Return every hold that reaches a person of ``people``."""
        families = self.families[person_ref]
        return [
            hold
            for hold in self.holds
            if hold.scope in (CATEGORY, EVERYTHING) or hold.person_ref == person_ref or hold.family_ref in families
        ]


def read_ahead(person_refs: Collection[str], on: date, alias: str) -> Ahead:
    """Read it for these people."""
    people = frozenset(person_refs)
    rooms = {one.room: frozenset(one.of_whom(people, alias)) for one in list_holdings() if one.of_whom}
    families = list_families_of_many(people, alias)
    members = list_members_of_many({ref for mine in families.values() for ref in mine}, alias)
    near = {ref: frozenset({ref}).union(*(members[family] for family in families[ref])) for ref in people}
    hidden = find_hidden({other for mine in near.values() for other in mine}, on, alias).people
    holds = tuple(LegalHold.objects.using(alias).order_by("starts_on", "ref"))
    return Ahead(people, rooms, families, frozenset(ref for ref in people if near[ref] & hidden), holds)
