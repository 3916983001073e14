"""Sets legal holds, and ends them by two people."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from kith.apps.agencies.queries import SignedInWorker
from kith.apps.audit.actions import DECIDE
from kith.apps.base.clock import today
from kith.apps.base.refs import new_ref
from kith.apps.governance.access import open_desk
from kith.apps.rights.models import LegalHold
from kith.apps.rights.policies import NotYourStep, check_other_person
from kith.rules.access import Purpose


def set_hold(
    *, scope: str, of: str, authority: str, reason: str, starts_on: date | None = None, by: SignedInWorker
) -> str:
    """Put a hold in force; ``of`` is the reference of a person or family, or a category; return its reference."""
    about = {"PERSON": "person_ref", "FAMILY": "family_ref", "CATEGORY": "category"}.get(scope)
    subject = [of] if scope == "PERSON" else []
    with open_desk(by, action=DECIDE, purpose=Purpose.RIGHTS, subject_refs=subject) as desk:
        hold = LegalHold(
            ref=new_ref("LH"), scope=scope, authority=authority, reason=reason, starts_on=starts_on or desk.on,
            agency_id=by.agency_id, set_by=by.worker_id, set_at=timezone.now(), **({about: of} if about else {}),
        )  # fmt: skip
        hold.save(force_insert=True)
        return hold.ref


def ask_to_end_hold(*, ref: str, because: str, by: SignedInWorker) -> None:
    """Say why a hold may end; it stays in force until somebody else agrees."""
    with open_desk(by, action=DECIDE, purpose=Purpose.RIGHTS):
        hold = _get(ref)
        hold.end_asked_by, hold.end_because = by.worker_id, because
        hold.save(update_fields=["end_asked_by", "end_because"])


def end_hold(*, ref: str, by: SignedInWorker) -> None:
    """Agree that the hold ends today; never the one who asked."""
    with open_desk(by, action=DECIDE, purpose=Purpose.RIGHTS):
        hold = _get(ref)
        check_other_person(hold.end_asked_by, by.worker_id, what="Ending a legal hold")
        hold.ended_by, hold.ends_on = by.worker_id, today()
        hold.save(update_fields=["ended_by", "ends_on"])


def _get(ref: str) -> LegalHold:
    hold = LegalHold.objects.select_for_update().filter(pk=ref, ended_by=None).first()
    if hold is None:
        raise NotYourStep(
            "There is no hold in force under that reference.",
            not_done="Nothing was changed.",
            mend="Open the page of holds again and choose one that is in force.",
        )
    return hold
