"""Writes people and families: in bulk, a run at a time, from staging tables that the handover has filled."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pghistory
from django.utils import timezone

from kith.apps.audit.actions import WRITE
from kith.apps.base.refs import new_ref
from kith.apps.base.sql import run_sql
from kith.apps.governance.actions import replace_run_ties
from kith.apps.governance.writing import note_writing
from kith.apps.people.models import BondSaid, BroughtIntoView, Person
from kith.apps.people.models.bond_said import DECISIONS, MISSING
from kith.apps.people.policies import check_can_correct_bonds
from kith.apps.people.queries import list_relations, list_said_of_bonds, list_whose_bonds_are_known
from kith.apps.people.queries.bonds import bond_key
from kith.vocabulary.codes.agency_kinds import TELLING_KINDS
from kith.vocabulary.codes.categories import CATEGORIES
from kith.vocabulary.codes.relation_kinds import RELATION_KINDS
from kith.vocabulary.errors import KithError

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

    from kith.apps.governance.access import FamilyAccess


class NoSuchBond(KithError):
    """Somebody or some bond was named that this worker cannot choose here."""

    code = "K520"


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


def say_of_bond(
    access: FamilyAccess, *, from_ref: str, kind: str, to_ref: str, decision: str, said_on: date, reason: str
) -> str:
    """Keep that a bond between two members is wrong, is missing or has ended; return the reference of the words.

    Only members whose bonds this worker may read can be named, and only bonds that they read can be wrong or ended:
    anybody and anything else, there or not, gets the one answer.
    """
    check_can_correct_bonds(access)
    known = {bond_key(row.from_ref, row.kind, row.to_ref) for row in list_relations(access)}
    ends_are_known = {from_ref, to_ref} <= set(list_whose_bonds_are_known(access)) and from_ref != to_ref
    is_known = bond_key(from_ref, kind, to_ref) in known
    if (
        not ends_are_known
        or kind not in RELATION_KINDS
        or decision not in DECISIONS
        or is_known == (decision == MISSING)
    ):
        raise NoSuchBond(
            "That is not a bond, or not two people, that you can choose here.",
            not_done="Nothing was changed.",
            mend="Go back to the page and choose from what it offers.",
        )
    worker = access.standing.worker
    with pghistory.context(worker=worker.worker_id, action=WRITE):
        note_writing(access, (from_ref, to_ref), reason_given=bool(reason))
        row = BondSaid.objects.create(
            ref=new_ref("BS"), family_ref=access.family_ref, from_person_ref=from_ref, kind=kind, to_person_ref=to_ref,
            decision=decision, said_on=said_on, reason=reason, said_by=worker.worker_id, said_at=timezone.now(),
        )  # fmt: skip
    return str(row.ref)


def take_back_said(access: FamilyAccess, *, ref: str) -> None:
    """Undo what was said of a bond, oneself or another: agencies' word counts again, or what was said before."""
    check_can_correct_bonds(access)
    worker = access.standing.worker
    one = next((one for one in list_said_of_bonds(access) if one.ref == ref), None)
    if one is None:
        return
    with pghistory.context(worker=worker.worker_id, action=WRITE):
        note_writing(access, (one.from_ref, one.to_ref))
        BondSaid.objects.filter(ref=ref, undone_at=None).update(undone_by=worker.worker_id, undone_at=timezone.now())
