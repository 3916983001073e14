"""Puts down whom a contact is about, and finds who they are in Kith: by exact details alone, and by the database."""

from __future__ import annotations

from django.db import connection

from kith.apps.agencies.queries import SignedInWorker
from kith.apps.audit.actions import QUESTION, WRITE
from kith.apps.frontdoor.actions.getting import get_locked
from kith.apps.frontdoor.door import Purpose, open_contact
from kith.apps.frontdoor.models import Contact, ContactPerson
from kith.apps.frontdoor.refusals import ContactMoved, TooManyPeople
from kith.apps.frontdoor.shapes import MOST_PEOPLE, Named


def put_person(*, ref: str, number: int | None, named: Named, purpose: Purpose, by: SignedInWorker) -> int:
    """Add somebody, or correct what is written of them; return their number in the contact."""
    with open_contact(by, ref, action=WRITE, purpose=purpose):
        contact = get_locked(ref)
        if number is None:
            return _add(contact, named)
        person = _person(contact, number)
        fields = vars(named)
        if person.person_ref:  # who was found stays found: only what is said about them changes
            fields = {name: fields[name] for name in ("role", "relation", "address", "postcode", "needs")}
        ContactPerson.objects.filter(pk=person.pk).update(**fields, tried_at=None)
        return number


def leave_out(*, ref: str, number: int, why: str, purpose: Purpose, by: SignedInWorker) -> None:
    """Say that somebody was named by mistake; what was typed stays."""
    with open_contact(by, ref, action=WRITE, purpose=purpose, reason_given=True):
        person = _person(get_locked(ref), number)
        ContactPerson.objects.filter(pk=person.pk).update(left_out_why=why)


def say_not_found(*, ref: str, number: int, why: str, purpose: Purpose, by: SignedInWorker) -> None:
    """Say why it cannot be known who somebody is."""
    with open_contact(by, ref, action=WRITE, purpose=purpose, reason_given=True):
        person = _person(get_locked(ref), number)
        ContactPerson.objects.filter(pk=person.pk).update(not_found_why=why)


def look_for_people(*, ref: str, purpose: Purpose, by: SignedInWorker) -> int:
    """Look for everybody in a contact who is not found yet; return how many were. It is logged as a question."""
    with open_contact(by, ref, action=QUESTION, purpose=purpose), connection.cursor() as cursor:
        contact = get_locked(ref)
        cursor.execute("select kith_recognise(%s)", [contact.pk])
        return int(cursor.fetchone()[0])


def _add(contact: Contact, named: Named) -> int:
    numbers = list(ContactPerson.objects.filter(contact=contact).values_list("number", flat=True))
    if len(numbers) >= MOST_PEOPLE:
        raise TooManyPeople(MOST_PEOPLE)
    number = max(numbers, default=0) + 1
    ContactPerson.objects.create(contact=contact, number=number, **vars(named))
    return number


def _person(contact: Contact, number: int) -> ContactPerson:
    person = ContactPerson.objects.filter(contact=contact, number=number, left_out_why="").first()
    if person is None:
        raise ContactMoved
    return person
