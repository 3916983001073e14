"""Reads legal holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from kith.apps.agencies.queries import SignedInWorker
from kith.apps.audit.actions import LIST
from kith.apps.base.clock import today
from kith.apps.governance.access import open_desk
from kith.apps.rights.clocks import label_of
from kith.apps.rights.models import LegalHold
from kith.apps.rights.models.legal_hold import EVERYTHING
from kith.rules.access import Purpose


@dataclass(frozen=True)
class HoldRow:
    """One hold. ``can_end``: somebody else asked that it end, and this worker may agree."""

    ref: str
    reaches: str
    authority: str
    reason: str
    starts_on: date
    ends_on: date | None
    is_in_force: bool
    is_end_asked: bool
    can_end: bool
    end_because: str


def list_holds(worker: SignedInWorker) -> tuple[HoldRow, ...]:
    """Return every hold of this worker's agency, those in force first; the reading is logged."""
    with open_desk(worker, action=LIST, about="LEGAL_HOLDS", purpose=Purpose.RIGHTS):
        rows = [_row(row, worker) for row in LegalHold.objects.order_by("-starts_on", "ref")]
    return tuple(sorted(rows, key=lambda row: not row.is_in_force))


def is_everything_held(on: date, alias: str = "owner") -> bool:
    """Answer whether a hold on everything is in force, so that nothing at all is forgotten, by a job of any room."""
    rows = LegalHold.objects.using(alias).filter(scope=EVERYTHING, starts_on__lte=on)
    return rows.filter(Q(ends_on=None) | Q(ends_on__gt=on)).exists()


def _row(row: LegalHold, worker: SignedInWorker) -> HoldRow:
    reaches = {
        "PERSON": f"Person {row.person_ref}",
        "FAMILY": f"Family {row.family_ref}",
        "CATEGORY": f"Everybody: {label_of(row.category)}",
        "EVERYTHING": "Everything about everybody",
    }[row.scope]
    return HoldRow(
        row.ref,
        reaches,
        row.authority,
        row.reason,
        row.starts_on,
        row.ends_on,
        row.ends_on is None or today() < row.ends_on,
        row.end_asked_by is not None and row.ended_by is None,
        row.end_asked_by not in (None, worker.worker_id) and row.ended_by is None,
        row.end_because,
    )
