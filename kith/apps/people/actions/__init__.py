"""Writes people and families: in bulk, a run at a time, from staging tables that the handover has filled."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from django.utils import timezone

from kith.apps.base.sql import run_sql
from kith.apps.governance.actions import replace_run_ties
from kith.apps.people.actions.bonds import NoSuchBond, agree_to_said, say_of_bond, take_back_said
from kith.apps.people.models import BroughtIntoView, Person
from kith.vocabulary.codes.agency_kinds import TELLING_KINDS
from kith.vocabulary.codes.categories import CATEGORIES

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

__all__ = [
    "RUN_TABLES",
    "NoSuchBond",
    "add_person_ref",
    "agree_to_said",
    "forget_run",
    "note_brought_into_view",
    "put_ties_in_force",
    "say_of_bond",
    "take_back_said",
    "take_in_more",
    "take_in_run",
]


LOADER, OWNER = "loader", "owner"
RUN_TABLES = (
    "people_persondetails",
    "people_familydetails",
    "people_familymember",
    "people_relation",
    "people_dwelling",
    "people_residence",
    "people_involvement",
    "people_fact",
    "people_outofview",
    "people_flag",
)


def take_in_run(cursor: CursorWrapper, run_key: int, *, by: str) -> None:
    """Copy the staged tables (``stage_person``, ``stage_fact``, ...) in as rows of this run; nothing is shown yet."""
    telling = [
        {"kind": kind, "category": category, "sensitivity": CATEGORIES[category].sensitivity}
        for kind, category in TELLING_KINDS.items()
    ]
    run_sql(cursor, "kith.apps.people", "take_in_run", run_id=run_key, telling=json.dumps(telling))


def take_in_more(cursor: CursorWrapper, run_key: int, *, by: str) -> None:
    """Take in the staged rows about people who come into view now; what the run holds already is left as it is."""
    run_sql(cursor, "kith.apps.people", "leave_out_known", run_id=run_key)
    take_in_run(cursor, run_key, by=by)


def note_brought_into_view(person_ref: str, *, reason: str, until: date, by: str) -> None:
    """Note that somebody is in view because somebody helps them, so that they are in every run until then."""
    BroughtIntoView.objects.using(LOADER).update_or_create(
        person_ref=person_ref,
        reason=reason,
        defaults={"until": until, "brought_at": timezone.now(), "brought_by": by},
    )


def add_person_ref(person_ref: str) -> None:
    """Make a reference known that no run has brought yet: of somebody who was taken for another."""
    Person.objects.using(OWNER).create(ref=person_ref)


def put_ties_in_force(cursor: CursorWrapper, run_key: int, *, by: str) -> None:
    """Work out from this run who works with whom and who must not be found, and have governance obey it."""
    run_sql(cursor, "kith.apps.people", "stage_ties", run_id=run_key)
    replace_run_ties(cursor, by=by)


def forget_run(cursor: CursorWrapper, run_key: int, *, by: str) -> None:
    """Delete a retired run's rows; people and families keep their references."""
    for table in RUN_TABLES:
        cursor.execute(f"delete from {table} where run_id = %s", [run_key])
