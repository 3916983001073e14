"""Writes that workers doubt that a record is of whom the run takes it for, and that a doubt is over."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import pghistory
from django.utils import timezone

from kith.apps.audit.actions import WRITE
from kith.apps.base.refs import new_ref
from kith.apps.governance.writing import note_writing
from kith.apps.people.models import DoubtedRecord
from kith.apps.people.queries import list_doubts

if TYPE_CHECKING:
    from kith.apps.governance.access import FamilyAccess


def doubt_records(access: FamilyAccess, *, person_ref: str, records: Collection[str], reason: str) -> None:
    """Have what these records say of the person shown to nobody; one that is doubted already stays so.

    The room above says who may and which records there are; the database lets through only those this worker is told.
    """
    worker = access.standing.worker
    there = {row.record for row in list_doubts(access, (person_ref,))}
    with pghistory.context(worker=worker.worker_id, action=WRITE):
        note_writing(access, (person_ref,), reason_given=bool(reason))
        for record in sorted(set(records) - there):
            DoubtedRecord.objects.create(
                ref=new_ref("DR"), family_ref=access.family_ref, person_ref=person_ref, record=record, reason=reason,
                said_by=worker.worker_id, said_at=timezone.now(),
            )  # fmt: skip


def end_doubts(access: FamilyAccess, *, person_ref: str, records: Collection[str]) -> int:
    """Show again what these records say; return how many doubts ended."""
    worker = access.standing.worker
    with pghistory.context(worker=worker.worker_id, action=WRITE):
        note_writing(access, (person_ref,))
        doubts = DoubtedRecord.objects.filter(person_ref=person_ref, record__in=list(records), undone_at=None)
        return doubts.update(undone_by=worker.worker_id, undone_at=timezone.now())
