"""Looks whether somebody is here already before they are written down: by exact name and birth date, or NHS number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection

from kith.apps.agencies.queries import SignedInWorker
from kith.apps.audit.actions import QUESTION, Line
from kith.apps.governance.access import DESK, begin
from kith.apps.governance.moment import one_moment, record
from kith.apps.governance.policy_data import load_policy
from kith.apps.register.policies import check_can_register
from kith.rules.access import DETAIL, NOTHING, YES_NO
from kith.vocabulary.hashes import name_and_birth
from kith.vocabulary.identifiers import nhs_number_of


@dataclass(frozen=True)
class Same:
    """Somebody who carries exactly this name and birth date, or this number. Nothing else of them is told."""

    person_ref: str
    is_registered: bool  # written down by a worker; else from an agency's file
    by_number: bool


def find_same(
    by: SignedInWorker, *, forename: str, surname: str, born_on: date | None, nhs_number: str = ""
) -> tuple[Same, ...]:
    """Return who carries exactly what was typed, five at most; whoever must not be found is nobody to the uncleared.

    Opens its own door; logged as a search, with whom it found.
    """
    check_can_register(by)
    plain = name_and_birth(forename, surname, born_on) if born_on else ""
    with one_moment():
        begin(by, None, scope=DESK)
        with connection.cursor() as cursor:
            cursor.execute(
                "select person_ref, is_registered, by_number from kith_find_to_register(%s, %s, %s, %s, %s)",
                [forename, surname, born_on, plain, nhs_number_of(nhs_number) or ""],
            )
            found = tuple(Same(*row) for row in cursor.fetchall())
        record(by, _line(by, found))
    return found


def _line(by: SignedInWorker, found: tuple[Same, ...]) -> Line:
    return Line(
        action=QUESTION,  # as seldom as one: each counts against what a worker may ask in an hour
        worker_id=by.worker_id,
        role=by.roles[0] if by.roles else "",
        agency_id=by.agency_id,
        purpose="",
        level_asked=DETAIL,
        level_granted=YES_NO if found else NOTHING,
        gate="",
        policy_version=load_policy().version,
        subject_refs=[one.person_ref for one in found],
        categories=("IDENTITY",) if found else (),
    )
