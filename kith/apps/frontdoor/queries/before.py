"""Reads what came before a contact: others about the same people, and what the family's own door shows of open work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from kith.apps.agencies.queries import SignedInWorker
from kith.apps.audit.actions import VIEW
from kith.apps.frontdoor.door import open_contact
from kith.apps.frontdoor.models import Contact, ContactPerson, Decision
from kith.apps.frontdoor.refusals import NoSuchContact
from kith.apps.governance.access import AccessRefused, open_family
from kith.apps.governance.queries import PurposeChoice
from kith.apps.people.queries import InvolvementRow, get_family_header, list_facts, list_involvements
from kith.vocabulary.codes.contact_outcomes import CONTACT_OUTCOMES
from kith.vocabulary.codes.referral_sources import REFERRAL_SOURCES

MOST_FACTS = 12
HELP = ("SOCIAL_CARE", "EARLY_HELP")  # of what has happened, what is about help that was asked for or given


@dataclass(frozen=True)
class OtherContact:
    """Another contact about the same people. ``is_sure``: they were found, and are not only named alike."""

    ref: str
    received_at: datetime
    source: str
    outcome: str
    is_open: bool
    is_sure: bool
    who: str


@dataclass(frozen=True)
class HelpRow:
    """One thing that agencies tell of help before: what, when, from whom."""

    label: str
    happened_on: date
    ended_on: date | None
    agency_name: str
    is_open: bool


@dataclass(frozen=True)
class FamilyBefore:
    """One family of the contact: who works with them, and what help there was; ``is_shut`` where the door stayed so."""

    family_ref: str
    name: str
    work_now: tuple[InvolvementRow, ...] = ()
    work_before: int = 0
    help: tuple[HelpRow, ...] = ()
    is_shut: bool = False


@dataclass(frozen=True)
class Before:
    """All that came before."""

    others: tuple[OtherContact, ...]
    families: tuple[FamilyBefore, ...]
    unfound: int


def find_before(worker: SignedInWorker, ref: str, *, purpose: PurposeChoice | None) -> Before:
    """Return what came before this contact; each family is opened by its own door, and logged there."""
    with open_contact(worker, ref, action=VIEW, purpose=purpose):
        contact = Contact.objects.filter(ref=ref).first()
        if contact is None:
            raise NoSuchContact
        people = list(ContactPerson.objects.filter(contact=contact, left_out_why=""))
        others = _others(contact, people)
    families = dict.fromkeys(person.family_ref for person in people if person.family_ref)
    return Before(
        others=others,
        families=tuple(_family(worker, purpose, family_ref) for family_ref in families),
        unfound=sum(not person.person_ref for person in people),
    )


def _others(contact: Contact, people: list[ContactPerson]) -> tuple[OtherContact, ...]:
    refs = {person.person_ref for person in people if person.person_ref}
    alike = Q(person_ref__in=refs)
    for one in people:
        if one.born_on and one.surname:
            alike |= Q(born_on=one.born_on, surname__iexact=one.surname, forename__iexact=one.forename)
    named = ContactPerson.objects.filter(alike, left_out_why="").exclude(contact=contact).select_related("contact")
    by_contact: dict[UUID, list[ContactPerson]] = {}
    for person in named.order_by("number"):
        by_contact.setdefault(person.contact_id, []).append(person)
    decided = Decision.objects.filter(contact__in=list(by_contact)).order_by("number")
    outcomes = {row.contact_id: CONTACT_OUTCOMES[row.outcome].label for row in decided}
    rows = [_other(group, outcomes.get(key, ""), refs) for key, group in by_contact.items()]
    return tuple(sorted(rows, key=lambda row: row.received_at, reverse=True))


def _other(people: list[ContactPerson], outcome: str, refs: set[str]) -> OtherContact:
    contact = people[0].contact
    return OtherContact(
        ref=contact.ref,
        received_at=contact.received_at,
        source=REFERRAL_SOURCES[contact.source_code],
        outcome=outcome,
        is_open=contact.state != "CLOSED",
        is_sure=any(person.person_ref in refs for person in people),
        who=", ".join(f"{person.forename} {person.surname}".strip() for person in people),
    )


def _family(worker: SignedInWorker, purpose: PurposeChoice | None, family_ref: str) -> FamilyBefore:
    try:
        with open_family(worker, purpose, family_ref) as access:
            header = get_family_header(access)
            work = list_involvements(access)
            facts = [fact for fact in list_facts(access) if fact.category in HELP]
    except AccessRefused:
        return FamilyBefore(family_ref, "", is_shut=True)
    now = [row for row in work if row.is_current]
    help_rows = [
        HelpRow(fact.label, fact.happened_on, fact.ended_on, fact.agency_name, fact.is_spell and fact.ended_on is None)
        for fact in reversed(facts)
    ]
    told = tuple(dict.fromkeys(help_rows))[:MOST_FACTS]  # one line, though it is told of several of the family
    return FamilyBefore(family_ref, header.name, _once(now), len(work) - len(now), told)


def _once(rows: list[InvolvementRow]) -> tuple[InvolvementRow, ...]:
    """Return one line for each agency, service and worker, though they work with several of the family."""
    return tuple({(row.agency_id, row.service, row.worker_name): row for row in reversed(rows)}.values())[::-1]
