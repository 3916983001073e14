"""Notes that somebody looked at what came before, and asks partners a yes-or-no question because of a contact."""

from __future__ import annotations

from kith.apps.agencies.queries import SignedInWorker
from kith.apps.audit.actions import WRITE
from kith.apps.enquiries.actions import ask
from kith.apps.enquiries.asked import Whom
from kith.apps.frontdoor.actions.getting import get_locked
from kith.apps.frontdoor.door import Purpose, open_contact
from kith.apps.frontdoor.models import Asked, Contact, ContactPerson
from kith.apps.governance.queries import PurposeChoice


def note_looked_before(*, ref: str, note: str, purpose: Purpose, by: SignedInWorker) -> None:
    """Write down that prior contacts and open work were looked at, and what of them matters."""
    with open_contact(by, ref, action=WRITE, purpose=purpose) as desk:
        contact = get_locked(ref)
        fields = {"looked_before_at": desk.now, "looked_before_by": by.worker_id, "looked_before_note": note}
        Contact.objects.filter(pk=contact.pk).update(**fields)


def ask_partner(
    *, ref: str, number: int, whom: Whom, question: str, reason: str, purpose: PurposeChoice | None, by: SignedInWorker
) -> str:
    """Ask as any worker would, by the access policy; keep which question it was, and return its reference."""
    enquiry_ref = ask(question_code=question, whom=whom, reason=reason, case_ref=ref, purpose=purpose, by=by)
    with open_contact(by, ref, action=WRITE, purpose=purpose) as desk:
        contact = get_locked(ref)
        person = ContactPerson.objects.get(contact=contact, number=number)
        if not Asked.objects.filter(contact=contact, enquiry_ref=enquiry_ref).exists():  # asked twice at once
            Asked.objects.create(
                contact=contact, person=person, question=question, enquiry_ref=enquiry_ref, asked_by=by.worker_id,
                at=desk.now,
            )  # fmt: skip
    return enquiry_ref


def settle_partners(*, ref: str, note: str, purpose: Purpose, by: SignedInWorker) -> None:
    """Write down what asking partners came to, or why nobody need be asked."""
    with open_contact(by, ref, action=WRITE, purpose=purpose) as desk:
        contact = get_locked(ref)
        fields = {"partners_at": desk.now, "partners_by": by.worker_id, "partners_note": note}
        Contact.objects.filter(pk=contact.pk).update(**fields)
