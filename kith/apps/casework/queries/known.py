"""Reads whom this worker sees in the family that is open: nobody else can be put into an episode or named in it."""

from __future__ import annotations

from kith.apps.governance.access import FamilyAccess
from kith.apps.people.queries import Member, list_members


def get_known(access: FamilyAccess) -> dict[str, Member]:
    """Return the members whom the worker may know of, by reference; read once while the door stands open."""
    if "casework_known" not in access.read:
        access.read["casework_known"] = {member.person_ref: member for member in list_members(access)}
    known: dict[str, Member] = access.read["casework_known"]  # type: ignore[assignment]  # as put there just now
    return known
