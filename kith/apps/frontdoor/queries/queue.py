"""Reads what waits at the front door, by its clock: nothing undecided or unanswered is left out of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.utils import timezone

from kith.apps.agencies.queries import AgencyRow, SignedInWorker, find_worker_names, get_agencies
from kith.apps.audit.actions import LIST
from kith.apps.base.clocks import due_by
from kith.apps.frontdoor.models import Contact, ContactPerson, Passing, Said
from kith.apps.frontdoor.models.passing import OFFERED
from kith.apps.frontdoor.queries.people import about_whom
from kith.apps.governance.access import open_desk
from kith.rules.contact_states import CLOSED, DECIDED, RECEIVED
from kith.vocabulary.codes.contact_urgencies import CONTACT_URGENCIES
from kith.vocabulary.codes.referral_sources import REFERRAL_SOURCES

ACCEPTING = "handover_answer"  # the clock by which whoever was offered something answers
SOON = timedelta(hours=4)
LATELY = timedelta(days=7)
MOST_CLOSED = 20


@dataclass(frozen=True)
class QueueRow:
    """One contact that waits, and by when. ``words`` says what for."""

    ref: str
    about: str
    source: str
    told_by: str
    urgency: str
    urgency_label: str
    received_at: datetime
    due_at: datetime | None
    is_overdue: bool
    is_soon: bool
    has: str
    is_mine: bool
    words: str
    is_restricted: bool

    @property
    def urgency_short(self) -> str:
        """Its colour, as the front door says it: the whole sentence stands on the contact's own page."""
        return self.urgency_label.partition(":")[0]


@dataclass(frozen=True)
class OfferedRow:
    """One contact that was passed on and that nobody has accepted: still the front door's to watch."""

    ref: str
    about: str
    to_agency: str
    offered_at: datetime
    due_at: datetime
    is_overdue: bool


@dataclass(frozen=True)
class Queue:
    """What is to be decided and answered, what nobody accepted yet, what was closed of late, and what is for others."""

    to_decide: tuple[QueueRow, ...]
    to_answer: tuple[QueueRow, ...]
    offered: tuple[OfferedRow, ...]
    closed: tuple[QueueRow, ...]
    for_others: int
    for_others_due: datetime | None
    now: datetime

    @property
    def overdue(self) -> int:
        """How many are late, to decide or to answer."""
        own = sum(row.is_overdue for row in (*self.to_decide, *self.to_answer))
        return own + sum(row.is_overdue for row in self.offered)

    @property
    def soon(self) -> int:
        """How many are due within the next hours."""
        return sum(row.is_soon for row in (*self.to_decide, *self.to_answer))

    @property
    def untaken(self) -> int:
        """How many nobody has taken on."""
        return sum(not row.has for row in self.to_decide)


def get_queue(worker: SignedInWorker) -> Queue:
    """Return what waits for the front door; the list is logged."""
    with open_desk(worker, action=LIST, about="CONTACTS") as desk:
        waiting = list(Contact.objects.exclude(state=CLOSED).order_by("due_at"))
        lately = Contact.objects.filter(state=CLOSED, closed_at__gte=desk.now - LATELY).order_by("-closed_at")
        closed = list(lately[:MOST_CLOSED])
        rows = _rows(worker, [*waiting, *closed])
        offered = _offered()
        how_many, first_due = count_for_others()
    states = {contact.ref: contact.state for contact in waiting}
    answers = [row for row in rows if states.get(row.ref) == DECIDED]
    return Queue(
        to_decide=tuple(row for row in rows if row.ref in states and states[row.ref] != DECIDED),
        to_answer=tuple(sorted(answers, key=lambda row: str(row.due_at))),
        offered=offered,
        closed=tuple(row for row in rows if row.ref not in states),
        for_others=how_many,
        for_others_due=first_due,
        now=desk.now,
    )


def count_for_others() -> tuple[int, datetime | None]:
    """Return how many wait that this worker does not read, and by when the first, inside an open door."""
    with connection.cursor() as cursor:
        cursor.execute("select how_many, first_due from kith_contacts_for_others()")
        how_many, first_due = cursor.fetchone()
    return int(how_many), first_due


def _offered() -> tuple[OfferedRow, ...]:
    """Return what was passed on and waits to be accepted, whether or not whoever told us was answered."""
    waiting = list(Passing.objects.filter(state=OFFERED).select_related("contact").order_by("offered_at"))
    people: dict[object, list[ContactPerson]] = defaultdict(list)
    named = ContactPerson.objects.filter(contact__in=[each.contact_id for each in waiting], left_out_why="")
    for person in named.order_by("number"):
        people[person.contact_id].append(person)
    agencies, now = get_agencies(), timezone.now()
    return tuple(_offer(each, people[each.contact_id], agencies, now) for each in waiting)


def _offer(passing: Passing, people: list[ContactPerson], agencies: dict[str, AgencyRow], now: datetime) -> OfferedRow:
    due = due_by(ACCEPTING, passing.offered_at)
    return OfferedRow(
        ref=passing.contact.ref,
        about=about_whom(people),
        to_agency=agencies[passing.to_agency_id].name if passing.to_agency_id in agencies else passing.to_agency_id,
        offered_at=passing.offered_at,
        due_at=due.at,
        is_overdue=due.is_overdue(now),
    )


def _rows(worker: SignedInWorker, contacts: list[Contact]) -> list[QueueRow]:
    people: dict[object, list[ContactPerson]] = defaultdict(list)
    named = ContactPerson.objects.filter(contact__in=[each.pk for each in contacts], left_out_why="").order_by("number")
    for person in named:
        people[person.contact_id].append(person)
    told = _told_of_nobody([each for each in contacts if each.pk not in people])
    names = find_worker_names({each.taken_by for each in contacts if each.taken_by})
    now = timezone.now()
    return [_row(worker, each, about_whom(people[each.pk], told.get(each.pk, "")), names, now) for each in contacts]


def _told_of_nobody(contacts: list[Contact]) -> dict[object, str]:
    """Return what was told first where nobody is written down yet: else several rows would be called the same."""
    if not contacts:
        return {}
    said = Said.objects.filter(contact__in=[each.pk for each in contacts]).order_by("-at")
    return {each.contact_id: each.words for each in said}


def _row(
    worker: SignedInWorker,
    contact: Contact,
    about: str,
    names: dict[int, str],
    now: datetime,
) -> QueueRow:
    due = contact.due_at if contact.state not in (DECIDED, CLOSED) else contact.feedback_due_at
    urgency = CONTACT_URGENCIES.get(contact.urgency)
    return QueueRow(
        ref=contact.ref,
        about=about,
        source=REFERRAL_SOURCES[contact.source_code],
        told_by=contact.told_by_agency or contact.told_by_name,
        urgency=contact.urgency,
        urgency_label=urgency.label if urgency else "Not said yet",
        received_at=contact.received_at,
        due_at=due,
        is_overdue=due is not None and due <= now,
        is_soon=due is not None and now < due <= now + SOON,
        has=names.get(contact.taken_by or 0, ""),
        is_mine=contact.taken_by == worker.worker_id,
        words=_WORDS.get(contact.state, "To decide") if contact.state != RECEIVED else "Nobody has taken it on",
        is_restricted=contact.is_restricted,
    )


_WORDS = {"REOPENED": "Opened again: to decide", "DECIDED": "Whoever told us is to be answered", "CLOSED": "Closed"}
