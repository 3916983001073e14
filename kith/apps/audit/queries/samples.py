"""Reads the weekly sample of typed reasons, and what was made of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kith.apps.audit.models import AccessEvent, SampledReason
from kith.apps.audit.models.sample import ASK, FINE, WRONG
from kith.apps.base.clock import today

AUDIT = "audit"
MARKS = {FINE: "The reason holds", ASK: "The worker should be asked", WRONG: "It should not have been opened"}


@dataclass(frozen=True)
class SampleRow:
    """One drawn line: who, about which family, and the mark it has, if any."""

    sample_id: int
    event_id: int
    week: date
    due_on: date
    worker_id: int | None
    agency_id: str
    session_ref: str
    family_ref: str
    mark: str
    mark_label: str
    note: str
    is_overdue: bool


def list_sample(*, is_marked: bool | None = None, most: int = 100) -> tuple[SampleRow, ...]:
    """Return drawn lines, the newest week first; with ``is_marked`` only those that have a mark, or have none."""
    rows = SampledReason.objects.using(AUDIT).order_by("-week", "id")
    if is_marked is not None:
        rows = rows.exclude(mark="") if is_marked else rows.filter(mark="")
    drawn = list(rows[:most])
    lines = AccessEvent.objects.using(AUDIT).in_bulk([row.event_id for row in drawn])
    return tuple(_sample(row, lines.get(row.event_id)) for row in drawn)


def _sample(row: SampledReason, line: AccessEvent | None) -> SampleRow:
    return SampleRow(
        sample_id=row.pk,
        event_id=row.event_id,
        week=row.week,
        due_on=row.due_on,
        worker_id=line.worker_id if line else None,
        agency_id=line.agency_id if line else "",
        session_ref=line.session_ref if line else "",
        family_ref=line.family_ref if line else "",
        mark=row.mark,
        mark_label=MARKS.get(row.mark, ""),
        note=row.note,
        is_overdue=not row.mark and row.due_on < today(),
    )
