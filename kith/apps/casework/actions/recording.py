"""Records what was talked about in supervision, what somebody answered to the help, and referrals to services."""

from __future__ import annotations

from datetime import date

import pghistory
from django.utils import timezone

from kith.apps.audit.actions import WRITE
from kith.apps.base.refs import new_ref
from kith.apps.casework.models import EngagementAnswer, ServiceReferral, Supervision
from kith.apps.casework.queries.shapes import EpisodePage
from kith.apps.governance.access import FamilyAccess
from kith.apps.governance.writing import note_writing


def record_supervision(
    access: FamilyAccess, page: EpisodePage, *, held_on: date, text: str, next_on: date | None
) -> None:
    """Keep what a manager and the lead worker talked about."""
    worker, lead = access.standing.worker, page.lead
    with pghistory.context(worker=worker.worker_id, action=WRITE):
        note_writing(access, (), reason_given=True)
        Supervision.objects.create(
            episode_id=page.episode_id,
            agency_id=lead.agency_id if lead else "",
            staff_id=lead.staff_id if lead else "",
            held_on=held_on,
            text=text,
            next_on=next_on,
            written_by=worker.worker_id,
            written_at=timezone.now(),
        )


def record_answer(
    access: FamilyAccess, page: EpisodePage, *, person_ref: str, answer: str, in_their_words: str, said_on: date
) -> None:
    """Keep what somebody of the family answered; the answers before stay."""
    worker = access.standing.worker
    with pghistory.context(worker=worker.worker_id, action=WRITE):
        note_writing(access, (person_ref,), reason_given=bool(in_their_words))
        EngagementAnswer.objects.create(
            episode_id=page.episode_id, person_ref=person_ref, answer=answer, in_their_words=in_their_words,
            said_on=said_on, written_by=worker.worker_id, written_at=timezone.now(),
        )  # fmt: skip


def refer_to_service(access: FamilyAccess, page: EpisodePage, *, service: str, why: str, sent_on: date) -> str:
    """Keep that the family was referred to a service; return the reference."""
    worker = access.standing.worker
    with pghistory.context(worker=worker.worker_id, action=WRITE):
        note_writing(access, (), reason_given=True)
        row = ServiceReferral.objects.create(
            ref=new_ref("SR"), episode_id=page.episode_id, service=service, why=why, sent_on=sent_on,
            written_by=worker.worker_id,
        )  # fmt: skip
    return str(row.ref)


def note_outcome(access: FamilyAccess, page: EpisodePage, *, ref: str, outcome: str, on: date, note: str) -> None:
    """Keep what came of a referral to a service."""
    with pghistory.context(worker=access.standing.worker.worker_id, action=WRITE):
        note_writing(access, (), reason_given=bool(note))
        rows = ServiceReferral.objects.filter(ref=ref, episode_id=page.episode_id)
        rows.update(outcome=outcome, outcome_on=on, note=note)
