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


def list_ties(worker: SignedInWorker, on: date, *, family_ref: str | None = None) -> tuple[TieRow, ...]:
    """Return the worker's ties in force, those to one family or all; none to a family too close to them."""
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
                "family_ref": family_ref,
            },
        )
        rows = cursor.fetchall()
    closed = {family for what, _, _, family, _, _ in rows if what == "CLOSED"}
    return tuple(_tie(row) for row in rows if row[0] != "CLOSED" and row[3] not in closed)


def _tie(row: tuple[str, str, str, str, date | None, date | None]) -> TieRow:
    what, kind, person_ref, family_ref, valid_from, valid_to = row
    if what == "CLAIM":
        return TieRow(Tie(TieKind.SELF_CLAIMED, Period(None, None)), "", family_ref)
    return TieRow(Tie(TieKind(kind), Period(valid_from, valid_to)), person_ref, family_ref)
