"""Writes down what somebody told us: staff for whoever rings, a partner on their own form; and what is added later."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import connection
from django.utils import timezone

from kith.apps.agencies.queries import SignedInWorker
from kith.apps.audit.actions import WRITE
from kith.apps.base.refs import new_ref
from kith.apps.frontdoor.actions.getting import get_locked
from kith.apps.frontdoor.clocks import decision_due
from kith.apps.frontdoor.door import Purpose, open_contact
from kith.apps.frontdoor.models import Contact, ContactPerson, Said
from kith.apps.frontdoor.queries.cleared import is_front_door_cleared
from kith.apps.frontdoor.refusals import NoSuchContact, TooManyPeople
from kith.apps.frontdoor.shapes import MOST_PEOPLE, FamilyKnows, NewContact
from kith.rules.contact_states import RECEIVED, SCREENING, UNDECIDED
from kith.vocabulary.codes.contact_channels import WEB_FORM

_OPEN_TO_ALL = (
    "Said with it: somebody in this works for an agency here, is related to one who does, or must not be found. Nobody "
    "at the front door is cleared to read such contacts, so all of it can open this one. Ask a manager who should act."
)


def write_down(*, new: NewContact, purpose: Purpose, by: SignedInWorker) -> str:
    """Keep a contact that came to the front door otherwise than on the form; whoever writes it down takes it on."""
    ref = new_ref("CT")
    with open_contact(by, ref, action=WRITE, purpose=purpose) as desk:
        contact = _contact(ref, new, by=by, now=desk.now)
        _keep(contact, new)
        if not contact.is_restricted or by.is_shield_cleared:
            Contact.objects.filter(pk=contact.pk).update(state=SCREENING, taken_by=by.worker_id, taken_at=desk.now)
    return ref


def refer(*, new: NewContact, purpose: Purpose, by: SignedInWorker) -> str:
    """Keep what a partner tells us on the form: theirs to follow, and the front door's to take on."""
    assert new.channel == WEB_FORM, "the form has no other"
    ref = new_ref("CT")
    with open_contact(by, ref, action=WRITE, purpose=purpose) as desk:
        _keep(_contact(ref, new, by=by, now=desk.now, told_by_worker=by.worker_id), new)
    return ref


def take_on(*, ref: str, purpose: Purpose, by: SignedInWorker) -> None:
    """Begin to look at a contact that nobody has, or take over from a colleague."""
    with open_contact(by, ref, action=WRITE, purpose=purpose) as desk:
        contact = get_locked(ref, UNDECIDED)
        state = SCREENING if contact.state == RECEIVED else contact.state
        Contact.objects.filter(pk=contact.pk).update(state=state, taken_by=by.worker_id, taken_at=desk.now)


def change(
    *, ref: str, urgency: str, reasons: tuple[str, ...], knows: FamilyKnows, purpose: Purpose, by: SignedInWorker
) -> None:
    """Put down how urgent it is, what about, and whether the family knows; the clock follows the urgency."""
    with open_contact(by, ref, action=WRITE, purpose=purpose):
        contact = get_locked(ref)
        fields: dict[str, object] = {
            "urgency": urgency,
            "reasons": list(reasons),
            "family_told": knows.told,
            "family_told_note": knows.told_note,
            "agreed": knows.agreed,
            "safe_to_contact": knows.safe_to_contact,
        }
        if urgency != contact.urgency and contact.state == SCREENING:
            due = decision_due(urgency, contact.received_at)
            fields |= {"due_at": due.at, "due_rule": due.rule_id, "due_version": due.version}
        Contact.objects.filter(pk=contact.pk).update(**fields)


def add_words(*, ref: str, words: str, purpose: Purpose, by: SignedInWorker) -> None:
    """Add what whoever told us said when they rang back, or what a colleague learnt: nothing is written over."""
    with open_contact(by, ref, action=WRITE, purpose=purpose) as desk:
        contact = get_locked(ref, UNDECIDED)
        Said.objects.create(contact=contact, words=words, written_by=by.worker_id, at=desk.now)


def tell_more(*, ref: str, words: str, by: SignedInWorker) -> None:
    """Add to what one told the front door oneself; what was decided by then is looked at again."""
    with open_contact(by, ref, action=WRITE) as desk, connection.cursor() as cursor:
        due = decision_due("", desk.now)
        cursor.execute("select kith_tell_more(%s, %s, %s, %s)", [ref, uuid.uuid4(), words, due.at])
        is_own = bool(cursor.fetchone()[0])
        if not is_own:
            raise NoSuchContact


def restrict(*, ref: str, purpose: Purpose, by: SignedInWorker) -> None:
    """Keep a contact for cleared colleagues alone from now on; anybody at the front door may ask for it."""
    with open_contact(by, ref, action=WRITE, purpose=purpose), connection.cursor() as cursor:
        get_locked(ref, UNDECIDED)
        cursor.execute("select kith_restrict_contact(%s)", [ref])


def _contact(
    ref: str, new: NewContact, *, by: SignedInWorker, now: datetime, told_by_worker: int | None = None
) -> Contact:
    due = decision_due(new.urgency, new.received_at)
    return Contact(
        ref=ref,
        received_at=new.received_at,
        written_at=now,
        written_by=by.worker_id,
        channel=new.channel,
        source_code=new.told_by.source_code,
        told_by_worker=told_by_worker,
        told_by_name=new.told_by.name,
        told_by_agency=new.told_by.agency,
        told_by_phone=new.told_by.phone,
        reasons=list(new.reasons),
        urgency=new.urgency,
        due_at=due.at,
        due_rule=due.rule_id,
        due_version=due.version,
        family_told=new.knows.told,
        family_told_note=new.knows.told_note,
        agreed=new.knows.agreed,
        safe_to_contact=new.knows.safe_to_contact,
        # Where nobody could read it, nobody would decide it.
        is_restricted=new.is_restricted and is_front_door_cleared(),
    )


def _keep(contact: Contact, new: NewContact) -> None:
    people = [one for one in new.people if one.is_anybody]
    if len(people) > MOST_PEOPLE:
        raise TooManyPeople(MOST_PEOPLE)
    contact.save(force_insert=True)
    Said.objects.create(
        contact_id=contact.pk,
        words=new.words,
        told_by_worker=contact.told_by_worker,
        written_by=contact.written_by,
        at=contact.written_at,
    )
    if new.is_restricted and not contact.is_restricted:
        Said.objects.create(contact_id=contact.pk, words=_OPEN_TO_ALL, written_by=contact.written_by, at=timezone.now())
    ContactPerson.objects.bulk_create(
        ContactPerson(contact_id=contact.pk, number=number, **vars(one)) for number, one in enumerate(people, start=1)
    )
