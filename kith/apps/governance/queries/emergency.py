"""Reads emergency openings, ties claimed by a worker's own word, and the reviews that are owed for them.

Each is called inside an open door or desk: the database shows a worker their own openings, and a privacy officer
those that their agency reviews.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from kith.apps.governance.models import BreakGlass, BreakGlassReview
from kith.rules.emergency import GLASS, SELF_CLAIM, minutes_left

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from kith.apps.agencies.queries import SignedInWorker

KIND_WORDS = {GLASS: "Opened in an emergency", SELF_CLAIM: "Said that they work with the family"}
OUTCOME_WORDS = {
    "JUSTIFIED": "It was right",
    "TRAINING": "It was not needed: training will be offered",
    "BREACH": "It was wrong: treated as a breach",
}


@dataclass(frozen=True)
class Opening:
    """An opening that holds at this moment."""

    ref: str
    kind: str
    family_ref: str
    reason: str
    ends_at: datetime
    minutes_left: int


@dataclass(frozen=True)
class ReviewRow:
    """What one agency owes, or has said, about one opening. An auditor is shown no reason, worker or family."""

    ref: str
    agency_id: str
    due_at: datetime
    is_overdue: bool
    outcome: str
    outcome_words: str
    note: str
    reviewed_at: datetime | None
    kind: str = ""
    kind_words: str = ""
    worker_id: int | None = None
    asking_agency_id: str = ""
    family_ref: str = ""
    reason: str = ""
    began_at: datetime | None = None
    ended_at: datetime | None = None
    family_told_on: date | None = None
    withheld_until: date | None = None
    withheld_reason: str = ""


def find_open_glass(worker: SignedInWorker, family_ref: str) -> Opening | None:
    """Return the emergency opening of this family that holds in this sitting, if there is one."""
    now = timezone.now()
    rows = _in_force(worker, now).filter(kind=GLASS, session_ref=worker.session_ref, family_ref=family_ref)
    newest = rows.order_by("-ends_at").first()
    return _opening(newest, now) if newest else None


def list_my_openings(worker: SignedInWorker) -> tuple[Opening, ...]:
    """Return what the worker has open now in an emergency or by their own word, the first to end first."""
    now = timezone.now()
    of_this_sitting = ~Q(kind=GLASS) | Q(session_ref=worker.session_ref)
    return tuple(_opening(row, now) for row in _in_force(worker, now).filter(of_this_sitting).order_by("ends_at"))


def find_last_reason(worker: SignedInWorker) -> str:
    """Return the reason that the worker gave the last time; empty when this is the first."""
    newest = BreakGlass.objects.filter(worker_id=worker.worker_id).order_by("-began_at", "-pk").first()
    return newest.reason if newest else ""


def count_claims_in_force(worker: SignedInWorker, now: datetime) -> int:
    """Return of how many families the worker says now that they work with them."""
    return _in_force(worker, now).filter(kind=SELF_CLAIM).count()


def list_reviews(*, is_answered: bool = False) -> tuple[ReviewRow, ...]:
    """Return the reviews that whoever asks may see, the one that is due first first."""
    rows = BreakGlassReview.objects.filter(reviewed_at__isnull=not is_answered).order_by("due_at", "agency_id")
    openings = {row.ref: row for row in BreakGlass.objects.filter(ref__in=[row.break_glass_id for row in rows])}
    return tuple(_review(row, openings.get(row.break_glass_id)) for row in rows)


def find_review(worker: SignedInWorker, ref: str) -> ReviewRow | None:
    """Return what the worker's agency owes for this opening, if it owes anything that the worker may answer."""
    row = BreakGlassReview.objects.filter(break_glass__ref=ref, agency_id=worker.agency_id).first()
    opening = BreakGlass.objects.filter(ref=ref).first() if row else None
    return _review(row, opening) if row and opening else None


def _in_force(worker: SignedInWorker, now: datetime) -> QuerySet[BreakGlass]:
    return BreakGlass.objects.filter(
        worker_id=worker.worker_id, began_at__lte=now, ends_at__gt=now, stopped_at__isnull=True
    )


def _opening(row: BreakGlass, now: datetime) -> Opening:
    return Opening(row.ref, row.kind, row.family_ref, row.reason, row.ends_at, minutes_left(row.ends_at, now))


def _review(row: BreakGlassReview, opening: BreakGlass | None) -> ReviewRow:
    review = ReviewRow(
        ref=row.break_glass_id,
        agency_id=row.agency_id,
        due_at=row.due_at,
        is_overdue=row.reviewed_at is None and row.due_at < timezone.now(),
        outcome=row.outcome,
        outcome_words=OUTCOME_WORDS.get(row.outcome, ""),
        note=row.note,
        reviewed_at=row.reviewed_at,
    )
    if opening is None:
        return review
    return replace(
        review,
        kind=opening.kind,
        kind_words=KIND_WORDS[opening.kind],
        worker_id=opening.worker_id,
        asking_agency_id=opening.agency_id,
        family_ref=opening.family_ref,
        reason=opening.reason,
        began_at=opening.began_at,
        ended_at=opening.stopped_at or opening.ends_at,
        family_told_on=opening.family_told_on,
        withheld_until=opening.withheld_until,
        withheld_reason=opening.withheld_reason,
    )
