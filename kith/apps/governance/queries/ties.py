"""Reads what a worker has to do with families and people, in the shape that ``rules.access`` decides on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from kith.apps.governance.models import BreakGlass, Relationship
from kith.apps.governance.queries.dated import in_force
from kith.apps.governance.queries.lifted import list_interests
from kith.rules.access import Role, Tie, TieKind
from kith.rules.emergency import SELF_CLAIM
from kith.vocabulary.periods import Period

if TYPE_CHECKING:
    from kith.apps.agencies.queries import SignedInWorker


@dataclass(frozen=True)
class TieRow:
    """A tie of a worker: through whom (nobody, where it is by their own word), and to which family, if to one."""

    tie: Tie
    person_ref: str
    family_ref: str


def list_ties(worker: SignedInWorker, on: date, *, family_ref: str | None = None) -> tuple[TieRow, ...]:
    """Return the worker's ties in force, those to one family or all; none to a family too close to them."""
    rows = in_force(Relationship.objects.filter(_ties_of(worker)), on)
    if family_ref is not None:
        rows = rows.filter(family_ref=family_ref)
    ties = [
        TieRow(Tie(TieKind(row.kind), Period(row.valid_from, row.valid_to)), row.person_ref, row.family_ref)
        for row in rows
    ]
    claims = [
        TieRow(Tie(TieKind.SELF_CLAIMED, Period(None, None)), "", claimed)
        for claimed in _claimed(worker)
        if family_ref in (None, claimed)
    ]
    closed = list_interests(worker)
    return tuple(row for row in (*ties, *claims) if row.family_ref not in closed)


def _claimed(worker: SignedInWorker) -> list[str]:
    """Return the families that the worker says now that they work with."""
    now = timezone.now()
    rows = BreakGlass.objects.filter(
        worker_id=worker.worker_id, kind=SELF_CLAIM, began_at__lte=now, ends_at__gt=now, stopped_at__isnull=True
    )
    return list(rows.values_list("family_ref", flat=True))


def _ties_of(worker: SignedInWorker) -> Q:
    """Return which rows are this worker's: their own, and those of the roles they hold today."""
    own = Q(agency_id=worker.agency_id, staff_id=worker.staff_id) & ~Q(staff_id="")
    if worker.has_role(Role.MANAGER):
        own |= Q(kind=TieKind.MANAGES, agency_id=worker.agency_id)
    if worker.has_role(Role.FRONT_DOOR):
        own |= Q(kind=TieKind.DUTY)
    return own
