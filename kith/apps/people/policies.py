"""Says who may correct how the members of a family are related."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from kith.rules.access import CLOSE_TIES, SUMMARY, TieKind

if TYPE_CHECKING:
    from kith.apps.governance.access import FamilyAccess


def can_correct_bonds(access: FamilyAccess) -> bool:
    """Answer whether the worker may: those who work with the family, and managers, where bonds are shared with them."""
    shared = access.decide(owner=None, category="RELATIONS", is_shielded=False).level >= SUMMARY
    return shared and (access.strongest_tie in CLOSE_TIES or access.strongest_tie == TieKind.MANAGES)


def check_can_correct_bonds(access: FamilyAccess) -> None:
    """Raise unless the worker may correct the bonds of this family."""
    if not can_correct_bonds(access):
        raise PermissionDenied("Only those who work with a family correct who is whose in it.")
