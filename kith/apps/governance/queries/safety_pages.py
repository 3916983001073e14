"""Reads shields, interests and who asked for somebody who must not be found, for those who look after them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import connection

from kith.apps.agencies.queries import find_worker_names
from kith.apps.governance.models import DeclaredInterest, HiddenRelation, Shield
from kith.apps.governance.models.shield import ASSIGNED
from kith.vocabulary.codes.shield_reasons import SHIELD_REASONS

if TYPE_CHECKING:
    from kith.apps.agencies.queries import SignedInWorker


@dataclass(frozen=True)
class ShieldRow:
    """A shield that a person set: whom, why, since when. Never where they are."""

    shield_id: int
    person_ref: str
    reason_words: str
    since: date | None
    set_by: int | None
    set_by_name: str
    review_on: date | None
    is_due: bool
    end_reason: str
    end_asked_by: int | None
    end_asked_by_name: str


@dataclass(frozen=True)
class AskedFor:
    """How often one worker asked on one day for a family in which somebody must not be found."""

    on_day: date
    worker_name: str
    times: int


@dataclass(frozen=True)
class InterestRow:
    """A family that is closed to a worker because it is theirs."""

    interest_id: int
    worker_id: int
    worker_name: str
    family_ref: str
    declared_on: date


def list_shields(on: date) -> tuple[ShieldRow, ...]:
    """Return the shields that people set and that hold, the review that is due first first."""
    rows = list(Shield.objects.filter(how_made=ASSIGNED, valid_to=None).order_by("review_on", "pk"))
    names = find_worker_names({each for row in rows for each in (row.set_by, row.end_asked_by) if each})
    return tuple(
        ShieldRow(
            shield_id=row.pk,
            person_ref=row.person_ref,
            reason_words=SHIELD_REASONS.get(row.reason, row.reason),
            since=row.valid_from,
            set_by=row.set_by,
            set_by_name=names.get(row.set_by or 0, ""),
            review_on=row.review_on,
            is_due=row.review_on is not None and row.review_on <= on,
            end_reason=row.end_reason,
            end_asked_by=row.end_asked_by,
            end_asked_by_name=names.get(row.end_asked_by or 0, ""),
        )
        for row in rows
    )


def count_run_shields(on: date) -> int:
    """Return how many people agencies themselves say must not be found."""
    return Shield.objects.exclude(how_made=ASSIGNED).values("person_ref").distinct().count()


def list_asked_for_shielded(on: date, *, days: int = 30) -> tuple[AskedFor, ...]:
    """Return who asked for families of people who must not be found, by day; for cleared privacy officers alone."""
    with connection.cursor() as cursor:
        cursor.execute("select on_day, worker_id, times from kith_asked_for_shielded(%s)", [on - timedelta(days=days)])
        rows = cursor.fetchall()
    names = find_worker_names({worker_id for _, worker_id, _ in rows if worker_id})
    return tuple(AskedFor(day, names.get(worker_id, ""), times) for day, worker_id, times in rows)


def list_interests(worker: SignedInWorker) -> tuple[InterestRow, ...]:
    """Return the interests in force that the worker may see: their own, and as a manager those of their agency."""
    rows = list(DeclaredInterest.objects.filter(ended_at=None).order_by("declared_at", "pk"))
    names = find_worker_names({row.worker_id for row in rows})
    return tuple(
        InterestRow(row.pk, row.worker_id, names.get(row.worker_id, ""), row.family_ref, row.declared_at.date())
        for row in rows
    )


def list_hidden_of(person_refs: list[str]) -> dict[frozenset[str], tuple[bool, date | None]]:
    """Return which pairs of these people must not be told to be related: if by hand, and when that is looked at."""
    rows = HiddenRelation.objects.filter(one_ref__in=person_refs, other_ref__in=person_refs, ended_at=None)
    return {frozenset((row.one_ref, row.other_ref)): (row.how_made == ASSIGNED, row.review_on) for row in rows}
