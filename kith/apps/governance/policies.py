"""Who may look after shields, hide relations, and give clearances; what they may see of a family is for the door."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from kith.rules.access import CLOSE_TIES, Role, ties_in_force

if TYPE_CHECKING:
    from kith.apps.agencies.queries import SignedInWorker
    from kith.apps.governance.access import FamilyAccess

SHIELD_KEEPERS = (Role.INFORMATION_GOVERNANCE, Role.MANAGER)
CLEARANCE_GIVERS = (Role.INFORMATION_GOVERNANCE, Role.ADMINISTRATOR)


def can_keep_shields(worker: SignedInWorker) -> bool:
    """Answer whether the worker may see and set who must not be found."""
    return worker.is_shield_cleared and any(worker.has_role(role) for role in SHIELD_KEEPERS)


def check_can_keep_shields(worker: SignedInWorker) -> None:
    """Raise unless the worker may see and set who must not be found."""
    if not can_keep_shields(worker):
        raise PermissionDenied("Only cleared managers and information governance look after shields.")


def can_hide_relations(access: FamilyAccess) -> bool:
    """Answer whether the worker may hide, and know of, relations of this family that are not told."""
    ties = ties_in_force(access.standing.context(tuple(row.tie for row in access.ties)))
    return access.standing.worker.is_shield_cleared and any(tie.kind in CLOSE_TIES for tie in ties)


def check_can_hide_relations(access: FamilyAccess) -> None:
    """Raise unless the worker may hide relations of this family."""
    if not can_hide_relations(access):
        raise PermissionDenied("Only a cleared worker with a close tie to the family hides a relation.")


def check_can_give_clearance(worker: SignedInWorker) -> None:
    """Raise unless the worker may propose, approve and withdraw the clearances of others."""
    if not any(worker.has_role(role) for role in CLEARANCE_GIVERS):
        raise PermissionDenied("Only information governance and administrators give clearances.")
