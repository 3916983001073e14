"""Which parts of a family are shared with this worker, so that "not shared" is never mistaken for "not known"."""

from __future__ import annotations

from dataclasses import dataclass

from kith.apps.governance.access import FamilyAccess
from kith.apps.people.queries import list_levels
from kith.rules.access import SUMMARY

NOT_SHARED = "not shared with you"
NOT_KNOWN = "not known"


@dataclass(frozen=True)
class Sharing:
    """What is shared with the worker for this purpose, of what Kith compiled from several agencies."""

    ages: bool
    bonds: bool
    addresses: bool
    kinds: frozenset[str] = frozenset()  # letters of the agencies of which a summary or more is shared

    @classmethod
    def of(cls, access: FamilyAccess) -> Sharing:
        """Ask the open door."""

        def shares(category: str) -> bool:
            return access.decide(owner=None, category=category, is_shielded=False).level >= SUMMARY

        kinds = frozenset(row.agency_kind for row in list_levels(access) if row.level >= SUMMARY)
        return cls(shares("IDENTITY"), shares("RELATIONS"), shares("ADDRESS"), kinds)
