"""Reads what a worker has to do with families and people, in the shape that ``rules.access`` decides on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import connection
from django.utils import timezone

from kith.apps.base.sql import sql_text
from kith.rules.access import Role, Tie, TieKind
from kith.vocabulary.periods import Period

if TYPE_CHECKING:
    from kith.apps.agencies.queries import SignedInWorker


@dataclass(frozen=True)
class TieRow:
    """A tie of a worker: through whom (nobody, where it is by their own word), and to which family, if to one."""

    tie: Tie
    person_ref: str
    family_ref: str


def list_ties(worker: SignedInWorker, on: date) -> tuple[TieRow, ...]:
    """Return the worker's ties in force, none to a family too close to them; those to one: ``read_at_the_door``."""
    with connection.cursor() as cursor:
        cursor.execute(
            sql_text("kith.apps.governance.queries", "ties"),
            {
                "on": on,
                "now": timezone.now(),
                "worker_id": worker.worker_id,
                "agency_id": worker.agency_id,
                "staff_id": worker.staff_id,
                "is_manager": worker.has_role(Role.MANAGER),
                "is_front_door": worker.has_role(Role.FRONT_DOOR),
            },
        )
        rows = cursor.fetchall()
    closed = {family for what, _, _, family, _, _ in rows if what == "CLOSED"}
    return tuple(tie_row(*row) for row in rows if row[0] != "CLOSED" and row[3] not in closed)


def tie_row(
    what: str, kind: str, person_ref: str, family_ref: str, valid_from: date | None, valid_to: date | None
) -> TieRow:
    """Return a tie as it was read: what a worker only says is through nobody and has no dates of its own."""
    if what == "CLAIM":
        return TieRow(Tie(TieKind.SELF_CLAIMED, Period(None, None)), "", family_ref)
    return TieRow(Tie(TieKind(kind), Period(valid_from, valid_to)), person_ref, family_ref)
