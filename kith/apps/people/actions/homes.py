"""Writes that workers say of somebody that they live somewhere no longer, and that it is taken back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pghistory
from django.utils import timezone

from kith.apps.audit.actions import WRITE
from kith.apps.base.clock import today
from kith.apps.base.refs import new_ref
from kith.apps.governance.writing import note_writing
from kith.apps.people.models import HomeLeft
from kith.apps.people.policies import check_can_correct_homes
from kith.apps.people.queries import list_homes_left, list_homes_to_leave
from kith.vocabulary.errors import KithError

if TYPE_CHECKING:
    from kith.apps.governance.access import FamilyAccess


class NoSuchHome(KithError):
    """A home was named that this worker cannot choose here, or a day that has not been."""

    code = "K810"


def say_left(access: FamilyAccess, *, person_ref: str, dwelling_id: str, left_on: date, reason: str) -> str:
    """Keep that a member lives at a place no longer; return the reference of the words.

    Only homes that the page shows with their address can be chosen; every other, there or not, gets the one answer.
    """
    check_can_correct_homes(access)
    known = {(row.person_ref, row.dwelling_id) for row in list_homes_to_leave(access)}
    if (person_ref, dwelling_id) not in known or left_on > today():
        raise NoSuchHome(
            "That is not a home that you can choose here, or not a day that has been.",
            not_done="Nothing was changed.",
            mend="Go back to the page and choose from what it offers.",
        )
    worker = access.standing.worker
    with pghistory.context(worker=worker.worker_id, action=WRITE):
        note_writing(access, (person_ref,), reason_given=bool(reason))
        row = HomeLeft.objects.create(
            ref=new_ref("HL"), family_ref=access.family_ref, person_ref=person_ref, dwelling_id=dwelling_id,
            left_on=left_on, said_on=today(), reason=reason, said_by=worker.worker_id, said_at=timezone.now(),
        )  # fmt: skip
    return str(row.ref)


def take_back_left(access: FamilyAccess, *, ref: str) -> None:
    """Undo it, oneself or another: agencies' word counts again."""
    check_can_correct_homes(access)
    worker = access.standing.worker
    one = next((one for one in list_homes_left(access) if one.ref == ref), None)
    if one is None:
        return
    with pghistory.context(worker=worker.worker_id, action=WRITE):
        note_writing(access, (one.person_ref,))
        HomeLeft.objects.filter(ref=ref, undone_at=None).update(undone_by=worker.worker_id, undone_at=timezone.now())
