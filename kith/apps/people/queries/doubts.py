"""Reads which records workers doubt, of people whom the open family shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from kith.apps.people.models import DoubtedRecord

if TYPE_CHECKING:
    from kith.apps.governance.access import FamilyAccess


@dataclass(frozen=True)
class DoubtRow:
    """One doubt that holds."""

    ref: str
    person_ref: str
    record: str
    reason: str
    said_at: datetime
    is_mine: bool


def list_doubts(access: FamilyAccess, person_refs: tuple[str, ...] = ()) -> tuple[DoubtRow, ...]:
    """Return the doubts about records of this family's members that this worker may read of, the newest first."""
    rows = DoubtedRecord.objects.filter(family_ref=access.family_ref, undone_at=None)
    rows = rows.filter(person_ref__in=person_refs) if person_refs else rows
    mine = access.standing.worker.worker_id
    return tuple(
        DoubtRow(row.ref, row.person_ref, row.record, row.reason, row.said_at, row.said_by == mine)
        for row in rows.order_by("-said_at", "-pk")
    )
