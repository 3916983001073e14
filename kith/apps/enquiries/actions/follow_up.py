"""Records what a holder did after a notice: talked, gave a summary, or refused, which is a decision of its own."""

from __future__ import annotations

from django.db import connection

from kith.apps.agencies.queries import SignedInWorker, list_speakers
from kith.apps.audit.actions import DECIDE
from kith.apps.enquiries.catalogue import get_question
from kith.apps.enquiries.models import Notice
from kith.apps.enquiries.models.notice import OUTCOMES, REFUSED
from kith.apps.enquiries.queries.notices import NoSuchNotice
from kith.apps.governance.access import open_desk
from kith.apps.governance.actions.decisions import record_decision

# A refusal to share is decided in the public task; the council's DPO confirms the table of bases.
BASIS = "6(1)(e)+9(2)(g)"
NOT_SHARED = "NOT_SHARED"


def follow_up(*, key: str, outcome: str, reason: str = "", detriment: str = "", by: SignedInWorker) -> None:
    """Stop the clock of a notice of this worker's or their agency's, once; a refusal is recorded as a decision."""
    assert outcome in OUTCOMES, "the form offers no other"
    with open_desk(by, action=DECIDE) as desk:
        notice = Notice.objects.filter(pk=key, done_at__isnull=True).first()
        if notice is not None:
            decision = _refuse(notice, reason, detriment, by) if outcome == REFUSED else ""
            Notice.objects.filter(pk=key).update(
                outcome=outcome, done_at=desk.now, done_by=by.worker_id, decision_ref=decision
            )
            with connection.cursor() as cursor:
                cursor.execute("select kith_tell_outcome(%s)", [key])
    if notice is None:
        raise NoSuchNotice


def _refuse(notice: Notice, reason: str, detriment: str, by: SignedInWorker) -> str:
    asker = list_speakers([notice.asker_id]).get(notice.asker_id)
    return record_decision(
        by=by,
        asked_by=f"{asker.name}, {asker.agency_name}" if asker else notice.asker_agency_id,
        held_by=notice.agency_id,
        what=f"After the question “{get_question(notice.question).asks}”",
        outcome=NOT_SHARED,
        basis=BASIS,
        reason=reason,
        detriment=detriment,
        about=notice.enquiry_ref,
        family_ref=notice.family_ref,
        person_ref=notice.person_ref,
    )
