"""Hides a person from all who are not cleared, and ends that again when two people agree."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from django.db import connection

from kith.apps.audit.actions import DECIDE, WRITE
from kith.apps.governance.access import open_desk
from kith.apps.governance.models import Shield
from kith.apps.governance.models.shield import ASSIGNED
from kith.apps.governance.policies import check_can_keep_shields
from kith.vocabulary.codes.shield_reasons import SHIELD_REASONS
from kith.vocabulary.errors import KithError

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from kith.apps.agencies.queries import SignedInWorker

_REF = re.compile(r"[A-Z0-9-]{1,20}")


class NobodyOfThatRef(KithError):
    """A shield was to be set on a reference that is nobody's."""

    code = "K455"


class TwoPeopleNeeded(KithError):
    """What takes two people was to be done by one, or what is ended already was to be ended."""

    code = "K456"


def set_shield(*, by: SignedInWorker, person_ref: str, reason: str, review_on: date) -> None:
    """Hide this person, at once, everywhere."""
    check_can_keep_shields(by)
    known = person_ref if _REF.fullmatch(person_ref) else ""
    with open_desk(by, action=WRITE, subject_refs=[known] if known else []) as desk:
        if reason not in SHIELD_REASONS or not known or not _is_person(known):
            raise NobodyOfThatRef(
                "Kith knows nobody by this reference.",
                not_done="Nobody was hidden.",
                mend="Look at the reference again: letters and numbers as they stand on the family's page.",
            )
        Shield.objects.create(
            person_ref=known,
            reason=reason,
            how_made=ASSIGNED,
            valid_from=desk.on,
            review_on=review_on,
            set_by=by.worker_id,
            made_by="",
        )


def ask_to_end_shield(*, by: SignedInWorker, shield_id: int, reason: str) -> None:
    """Propose that a person need not be hidden any more; they stay hidden until another agrees."""
    check_can_keep_shields(by)
    with open_desk(by, action=WRITE) as desk:
        asked = _assigned(shield_id).filter(end_asked_by=None)
        if not asked.update(end_reason=reason, end_asked_by=by.worker_id, end_asked_at=desk.now):
            raise _two_people()


def agree_to_end_shield(*, by: SignedInWorker, shield_id: int) -> None:
    """End a shield that another cleared person asked to end."""
    check_can_keep_shields(by)
    with open_desk(by, action=DECIDE) as desk:
        asked = _assigned(shield_id).filter(end_asked_by__isnull=False).exclude(end_asked_by=by.worker_id)
        if not asked.update(ended_by=by.worker_id, valid_to=desk.on):
            raise _two_people()


def keep_shield(*, by: SignedInWorker, shield_id: int, review_on: date) -> None:
    """Say after a review that the person stays hidden until the next; what was asked about ending it is put aside."""
    check_can_keep_shields(by)
    with open_desk(by, action=DECIDE):
        _assigned(shield_id).update(review_on=review_on, end_reason="", end_asked_by=None, end_asked_at=None)


def _is_person(ref: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select kith_is_person(%s)", [ref])
        return bool(cursor.fetchone()[0])


def _assigned(shield_id: int) -> QuerySet[Shield]:
    return Shield.objects.filter(pk=shield_id, how_made=ASSIGNED, valid_to=None)


def _two_people() -> TwoPeopleNeeded:
    return TwoPeopleNeeded(
        "Ending this takes two people, and you are the one who asked; or it has been ended already.",
        not_done="Nothing was changed: the person is still hidden.",
        mend="Ask another cleared colleague to look at it.",
    )
