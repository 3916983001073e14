"""What this room holds of people: contacts about them, as far as they were found; and how it erases and moves them."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone

from kith.apps.base.hooks import Holdings, Told
from kith.apps.base.moving import Held, held_of
from kith.apps.enquiries.queries import list_hidden_asked
from kith.apps.frontdoor.actions import erase_person, merge_person
from kith.apps.frontdoor.models import Contact, ContactPerson, Decision, Feedback, Said
from kith.vocabulary.codes.contact_outcomes import CONTACT_OUTCOMES
from kith.vocabulary.codes.referral_sources import REFERRAL_SOURCES


def tell(person_ref: str, alias: str) -> Iterator[Told]:
    """Tell each contact about the person: who told us, what they said, what was decided and why."""
    named = ContactPerson.objects.using(alias).filter(person_ref=person_ref).select_related("contact")
    for person in named.order_by("contact__received_at"):
        yield _told(person, alias)


def _told(person: ContactPerson, alias: str) -> Told:
    contact = person.contact
    others = ContactPerson.objects.using(alias).filter(contact=contact).exclude(person_ref="")
    said = " ".join(Said.objects.using(alias).filter(contact=contact).order_by("at").values_list("words", flat=True))
    decided = Decision.objects.using(alias).filter(contact=contact).order_by("number")
    answered = Feedback.objects.using(alias).filter(contact=contact).order_by("told_at")
    parts = [
        f"Told by {REFERRAL_SOURCES[contact.source_code].lower()} {contact.told_by_agency}".strip() + f": “{said}”",
        f"Named as {person.forename} {person.surname}, {person.relation or person.role.lower()}.",
        *(f"Decided: {CONTACT_OUTCOMES[row.outcome].label}. {row.reason}" for row in decided),
        *(f"Answered: {row.text}" for row in answered),
        contact.family_told_note,
        contact.safe_to_contact,
        contact.looked_before_note,
        contact.partners_note,
    ]
    return Told(
        room="frontdoor",
        kind="Contact at the front door",
        happened_on=timezone.localdate(contact.received_at),
        text=" ".join(part for part in parts if part),
        agency_id="",
        category="SOCIAL_CARE",
        # Who was meant and must not be found stands there by no reference; its words may still say where they are.
        about_refs=tuple(
            sorted({*others.values_list("person_ref", flat=True), *list_hidden_asked(contact.ref, alias)})
        ),
        source=contact.ref,
        code="CONTACT",
        ended_on=timezone.localdate(contact.closed_at) if contact.closed_at else None,
        is_open=_is_open(contact),
    )


def _is_open(contact: Contact) -> bool:
    return contact.closed_at is None


HOLDINGS = Holdings(
    room="frontdoor",
    models=(
        "frontdoor.ContactPerson",
        "frontdoor.ContactPersonEvent",
        "frontdoor.Contact: names nobody; its words go when nobody else is in it",
        "frontdoor.ContactEvent: goes with its contact's words",
        "frontdoor.Said: goes when nobody else is in the contact",
        "frontdoor.Decision: its reason goes when nobody else is in the contact",
        "frontdoor.Feedback: its text goes when nobody else is in the contact",
        "frontdoor.Passing: names agencies; its reason goes when nobody else is in the contact",
        "frontdoor.PassingEvent: goes with its reason",
        "frontdoor.Asked: names a question and nobody",
        "frontdoor.AdviceNote: about a family that nobody named",
    ),
    tell=tell,
    erase=erase_person,
    merge=merge_person,
    of_whom=held_of(Held(ContactPerson, "person_ref")),
)
