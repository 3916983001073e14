"""Says who may compare records, and who may say of one person that they are two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from kith.rules.access import CLOSE_TIES, SUMMARY, TieKind

if TYPE_CHECKING:
    from kith.apps.agencies.queries import SignedInWorker
    from kith.apps.governance.access import FamilyAccess


def can_review(worker: SignedInWorker) -> bool:
    """Answer whether the worker is cleared, by two others and for a time, to compare records."""
    return worker.is_reviewer


def can_take_apart(access: FamilyAccess) -> bool:
    """Answer whether the worker may say that two people stand as one: those who work with the family, and managers."""
    tie = access.strongest_tie
    return access.decision.level >= SUMMARY and (tie in CLOSE_TIES or tie == TieKind.MANAGES)


def check_can_take_apart(access: FamilyAccess) -> None:
    """Raise unless the worker may take apart who is in this family."""
    if not can_take_apart(access):
        raise PermissionDenied
