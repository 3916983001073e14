"""Which parts of a family are shared with this worker, so that "not shared" is never mistaken for "not known"."""

from __future__ import annotations

from dataclasses import dataclass

from kith.apps.governance.access import FamilyAccess
from kith.rules.access import SUMMARY

NOT_SHARED = "not shared with you"
NOT_KNOWN = "not known"


@dataclass(frozen=True)
class Sharing:
    """What is shared with the worker for this purpose, of what Kith compiled from several agencies."""

    ages: bool
    bonds: bool
    addresses: bool

    @classmethod
    def of(cls, access: FamilyAccess) -> Sharing:
        """Ask the open door."""

        def shares(category: str) -> bool:
            return access.decide(owner=None, category=category, is_shielded=False).level >= SUMMARY

        return cls(ages=shares("IDENTITY"), bonds=shares("RELATIONS"), addresses=shares("ADDRESS"))
