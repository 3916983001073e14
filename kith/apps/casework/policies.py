"""Who may open an episode, and what they are in it once it is open; the database decides the same by its own rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from kith.rules.access import Role, TieKind, ties_in_force

if TYPE_CHECKING:
    from kith.apps.agencies.queries import SignedInWorker
    from kith.apps.governance.access import FamilyAccess

OPENING_TIES = frozenset({TieKind.LEAD, TieKind.MANAGES})
WORKING_ROLES = (Role.PRACTITIONER, Role.LEAD_WORKER, Role.MANAGER)


def can_open_episode(access: FamilyAccess) -> bool:
    """Answer whether the worker leads the help for this family, or manages those who do."""
    ties = ties_in_force(access.standing.context(tuple(row.tie for row in access.ties)))
    return any(tie.kind in OPENING_TIES for tie in ties) and not access.standing.lifted.glass_ref


def check_can_open_episode(access: FamilyAccess) -> None:
    """Raise unless the worker may open an episode for this family."""
    if not can_open_episode(access):
        raise PermissionDenied("Only the family's lead worker, or a manager of their agency, opens an episode.")


def is_manager(worker: SignedInWorker) -> bool:
    """Answer whether the worker manages the work of an agency."""
    return worker.has_role(Role.MANAGER)


def check_is_manager(worker: SignedInWorker) -> None:
    """Raise unless the worker manages the work of an agency."""
    if not is_manager(worker):
        raise PermissionDenied("Only managers share out the work of a team.")
