"""Reads what a worker has to do with families and people, in the shape that ``rules.access`` decides on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q

from kith.apps.governance.models import Relationship
from kith.apps.governance.queries.dated import in_force
from kith.rules.access import Role, Tie, TieKind
from kith.vocabulary.periods import Period

if TYPE_CHECKING:
    from kith.apps.agencies.queries import SignedInWorker


@dataclass(frozen=True)
class TieRow:
    """A tie of a worker: through whom, and to which family if it reaches one."""

    tie: Tie
    person_ref: str
    family_ref: str


def list_ties(worker: SignedInWorker, on: date, *, family_ref: str | None = None) -> tuple[TieRow, ...]:
    """Return the worker's ties in force, those to one family or all."""
    rows = in_force(Relationship.objects.filter(_ties_of(worker)), on)
    if family_ref is not None:
        rows = rows.filter(family_ref=family_ref)
    return tuple(
        TieRow(Tie(TieKind(row.kind), Period(row.valid_from, row.valid_to)), row.person_ref, row.family_ref)
        for row in rows
    )


def _ties_of(worker: SignedInWorker) -> Q:
    """Return which rows are this worker's: their own, and those of the roles they hold today."""
    own = Q(agency_id=worker.agency_id, staff_id=worker.staff_id) & ~Q(staff_id="")
    if worker.has_role(Role.MANAGER):
        own |= Q(kind=TieKind.MANAGES, agency_id=worker.agency_id)
    if worker.has_role(Role.FRONT_DOOR):
        own |= Q(kind=TieKind.DUTY)
    return own
