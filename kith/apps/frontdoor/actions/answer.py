"""Answers whoever told the front door what was decided; without it no contact is closed."""

from __future__ import annotations

from kith.apps.agencies.queries import SignedInWorker
from kith.apps.audit.actions import WRITE
from kith.apps.frontdoor.actions.getting import get_locked
from kith.apps.frontdoor.door import Purpose, open_contact
from kith.apps.frontdoor.models import Contact, Decision, Feedback
from kith.rules.contact_states import CLOSED, DECIDED
from kith.vocabulary.codes.feedback_ways import IN_KITH


def tell_referrer(*, ref: str, text: str, how: str, purpose: Purpose, by: SignedInWorker) -> None:
    """Keep what they were told and how, or why they cannot be; then the contact is closed."""
    with open_contact(by, ref, action=WRITE, purpose=purpose) as desk:
        contact = get_locked(ref, {DECIDED})
        Feedback.objects.create(
            contact=contact,
            decision=Decision.objects.filter(contact=contact).order_by("-number")[0],
            text=text,
            how=how,
            to_worker=contact.told_by_worker if how == IN_KITH else None,
            told_by=by.worker_id,
            told_at=desk.now,
        )
        Contact.objects.filter(pk=contact.pk).update(state=CLOSED, closed_at=desk.now, feedback_due_at=None)
