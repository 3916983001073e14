"""Says who may correct how the members of a family are related, and where they live."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from kith.rules.access import CLOSE_TIES, SUMMARY, TieKind

if TYPE_CHECKING:
    from kith.apps.governance.access import FamilyAccess

# That somebody is no parent of a child takes them out of the child's family, and their voice with them: two say it.
OF_PARENTS = ("PARENT", "ADOPTIVE_PARENT")


def can_correct_bonds(access: FamilyAccess) -> bool:
    """Answer whether the worker may: those who work with the family, and managers, where bonds are shared with them."""
    shared = access.decide(owner=None, category="RELATIONS", is_shielded=False).level >= SUMMARY
    return shared and (access.strongest_tie in CLOSE_TIES or access.strongest_tie == TieKind.MANAGES)


def check_can_correct_bonds(access: FamilyAccess) -> None:
    """Raise unless the worker may correct the bonds of this family."""
    if not can_correct_bonds(access):
        raise PermissionDenied("Only those who work with a family correct who is whose in it.")


def can_correct_homes(access: FamilyAccess) -> bool:
    """Answer whether the worker may: those who work with the family, and managers, where addresses are shared."""
    shared = access.decide(owner=None, category="ADDRESS", is_shielded=False).level >= SUMMARY
    return shared and (access.strongest_tie in CLOSE_TIES or access.strongest_tie == TieKind.MANAGES)


def check_can_correct_homes(access: FamilyAccess) -> None:
    """Raise unless the worker may correct where the members of this family live."""
    if not can_correct_homes(access):
        raise PermissionDenied("Only those who work with a family correct where its members live.")
