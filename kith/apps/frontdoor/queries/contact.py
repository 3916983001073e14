"""Reads one contact whole, and how far each thing is that must be done before it is decided and closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kith.apps.agencies.queries import SignedInWorker, get_agencies, list_worker_names
from kith.apps.audit.actions import VIEW
from kith.apps.enquiries.catalogue import load_questions
from kith.apps.frontdoor.door import Purpose, open_contact
from kith.apps.frontdoor.models import Asked, Contact, ContactPerson, Decision, Feedback, Passing, Said
from kith.apps.frontdoor.models.passing import OFFERED
from kith.apps.frontdoor.queries.people import PersonRow, about_whom, person_row
from kith.apps.frontdoor.refusals import NoSuchContact
from kith.apps.frontdoor.shapes import NO_WORKER
from kith.rules.contact_states import BEING_LOOKED_AT, CLOSED, DECIDED, UNDECIDED, Looked, missing_for_decision
from kith.vocabulary.codes.contact_channels import CONTACT_CHANNELS
from kith.vocabulary.codes.contact_outcomes import CONTACT_OUTCOMES, ContactOutcome
from kith.vocabulary.codes.contact_reasons import CONTACT_REASONS
from kith.vocabulary.codes.contact_urgencies import CONTACT_URGENCIES
from kith.vocabulary.codes.feedback_ways import FEEDBACK_WAYS
from kith.vocabulary.codes.referral_sources import REFERRAL_SOURCES
from kith.vocabulary.codes.service_levels import SERVICE_LEVELS

NOT_STARTED, STARTED, DONE = "NOT_STARTED", "STARTED", "DONE"


@dataclass(frozen=True)
class SaidRow:
    """What somebody said, in their words."""

    words: str
    at: datetime
    written_by: str
    is_theirs: bool  # written by whoever told us, from their own sign-in or on the family's own way in


@dataclass(frozen=True)
class AskedRow:
    """A question to partners; whoever asked opens its answer."""

    person_name: str
    question: str
    enquiry_ref: str
    asked_by: str
    is_mine: bool
    at: datetime


@dataclass(frozen=True)
class DecisionRow:
    """A decision, what was answered about it, and where the contact went."""

    outcome: ContactOutcome
    reason: str
    to_agency: str
    to_team: str
    level: str
    decided_by: str
    decided_at: datetime
    was_in_time: bool
    answered: str
    answered_how: str
    answered_at: datetime | None
    passing_state: str
    returned_why: str


@dataclass(frozen=True)
class ContactPage:
    """One contact as its page shows it."""

    contact: Contact
    about: str
    source: str
    channel: str
    urgency: str
    reasons: tuple[str, ...]
    taken_by: str
    is_mine: bool
    people: tuple[PersonRow, ...]
    said: tuple[SaidRow, ...]
    asked: tuple[AskedRow, ...]
    decisions: tuple[DecisionRow, ...]
    missing: tuple[str, ...]
    tasks: dict[str, str]
    due_at: datetime | None
    is_overdue: bool
    can_reopen: bool
    is_offered: bool

    @property
    def ref(self) -> str:
        """What people quote."""
        return self.contact.ref

    @property
    def is_being_looked_at(self) -> bool:
        """Answer whether it can be worked on now."""
        return self.contact.state in BEING_LOOKED_AT

    @property
    def can_look(self) -> bool:
        """Answer whether there is anybody left to look for."""
        return self.is_being_looked_at and any(not person.person_ref for person in self.people)

    @property
    def one_family(self) -> str:
        """The family's reference where everybody who was found is of one; else each name has its own link."""
        families = {person.family_ref for person in self.people if person.family_ref}
        return families.pop() if len(families) == 1 else ""

    @property
    def can_write_down(self) -> bool:
        """Answer whether somebody of it can be given a record of their own."""
        return self.is_being_looked_at and any(person.can_be_written for person in self.people)

    @property
    def is_undecided(self) -> bool:
        """Answer whether it waits for a decision."""
        return self.contact.state in UNDECIDED

    @property
    def is_to_answer(self) -> bool:
        """Answer whether whoever told us waits for an answer."""
        return self.contact.state == DECIDED


def get_contact(worker: SignedInWorker, ref: str, *, purpose: Purpose = None) -> ContactPage:
    """Return one contact; the view is logged, with whom it is about."""
    with open_contact(worker, ref, action=VIEW, purpose=purpose) as desk:
        contact = Contact.objects.filter(ref=ref).first()
        if contact is None:
            raise NoSuchContact
        people = list(ContactPerson.objects.filter(contact=contact, left_out_why="").order_by("number"))
        said = list(Said.objects.filter(contact=contact).order_by("at"))
        asked = list(Asked.objects.filter(contact=contact).select_related("person").order_by("at"))
        decisions = _decisions(contact)
        names = list_worker_names(
            {contact.taken_by or 0, *(each.written_by for each in said), *(each.asked_by for each in asked)}
        )
        rows = tuple(person_row(person, desk.on) for person in people)
        due = contact.due_at if contact.state in UNDECIDED else contact.feedback_due_at
        urgency = CONTACT_URGENCIES.get(contact.urgency)
        return ContactPage(
            contact=contact,
            about=about_whom(people, said[0].words if said else ""),
            source=REFERRAL_SOURCES[contact.source_code],
            channel=CONTACT_CHANNELS[contact.channel],
            urgency=urgency.label if urgency else "",
            reasons=tuple(CONTACT_REASONS[code] for code in contact.reasons if code in CONTACT_REASONS),
            taken_by=names.get(contact.taken_by or 0, ""),
            is_mine=contact.taken_by == worker.worker_id,
            people=rows,
            said=tuple(_said(each, names) for each in said),
            asked=tuple(_asked(each, names, worker) for each in asked),
            decisions=decisions,
            missing=missing_for_decision(_looked(contact, rows), ""),
            tasks=_tasks(contact, rows, asked, decisions),
            due_at=due,
            is_overdue=due is not None and due <= desk.now,
            can_reopen=contact.state in (DECIDED, CLOSED),
            is_offered=any(each.passing_state == OFFERED for each in decisions),
        )


def _said(said: Said, names: dict[int, str]) -> SaidRow:
    is_theirs = said.told_by_worker is not None or said.written_by == NO_WORKER
    return SaidRow(said.words, said.at, names.get(said.written_by, ""), is_theirs)


def _looked(contact: Contact, people: tuple[PersonRow, ...]) -> Looked:
    return Looked(
        has_people=bool(people),
        looked_for_all=all(_is_settled(person) for person in people),
        looked_before=contact.looked_before_at is not None,
        family_told=contact.family_told,
        agreed=contact.agreed,
    )


def _is_settled(person: PersonRow) -> bool:
    return bool(person.person_ref or person.was_looked_for or person.not_found_why)


def _tasks(
    contact: Contact, people: tuple[PersonRow, ...], asked: list[Asked], decisions: tuple[DecisionRow, ...]
) -> dict[str, str]:
    """Return how far each thing is, by its name: the order in which they are done is the worker's own."""
    about = [contact.urgency, *contact.reasons]
    family = [contact.family_told, contact.agreed]
    is_decided = contact.state in (DECIDED, CLOSED)
    return {
        "about": _stage(bool(contact.urgency and contact.reasons), any(about)),
        "family": _stage(all(family), any(family) or bool(contact.safe_to_contact)),
        "people": _stage(bool(people) and all(map(_is_settled, people)), bool(people)),
        "before": _stage(contact.looked_before_at is not None, False),
        "partners": _stage(contact.partners_at is not None, bool(asked)),
        "decide": _stage(is_decided, bool(decisions)),
        "answer": _stage(contact.state == CLOSED, False),
    }


def _stage(is_done: bool, is_started: bool) -> str:
    return DONE if is_done else STARTED if is_started else NOT_STARTED


def _asked(asked: Asked, names: dict[int, str], worker: SignedInWorker) -> AskedRow:
    question = load_questions().get(asked.question)
    return AskedRow(
        person_name=f"{asked.person.forename} {asked.person.surname}".strip(),
        question=question.asks if question else asked.question,
        enquiry_ref=asked.enquiry_ref,
        asked_by=names.get(asked.asked_by, ""),
        is_mine=asked.asked_by == worker.worker_id,
        at=asked.at,
    )


def _decisions(contact: Contact) -> tuple[DecisionRow, ...]:
    rows = list(Decision.objects.filter(contact=contact).order_by("-number"))
    feedback = {each.decision_id: each for each in Feedback.objects.filter(contact=contact)}
    passings = {each.decision_id: each for each in Passing.objects.filter(contact=contact)}
    names = list_worker_names({row.decided_by for row in rows})
    agencies = get_agencies()
    return tuple(
        _decision(row, names, agencies[row.to_agency_id].name if row.to_agency_id in agencies else "",
                  feedback.get(row.pk), passings.get(row.pk))
        for row in rows
    )  # fmt: skip


def _decision(
    row: Decision, names: dict[int, str], to_agency: str, feedback: Feedback | None, passing: Passing | None
) -> DecisionRow:
    return DecisionRow(
        outcome=CONTACT_OUTCOMES[row.outcome],
        reason=row.reason,
        to_agency=to_agency,
        to_team=row.to_team,
        level=SERVICE_LEVELS[row.level].label if row.level in SERVICE_LEVELS else "",
        decided_by=names.get(row.decided_by, ""),
        decided_at=row.decided_at,
        was_in_time=row.decided_at <= row.due_at,
        answered=feedback.text if feedback else "",
        answered_how=FEEDBACK_WAYS[feedback.how] if feedback else "",
        answered_at=feedback.told_at if feedback else None,
        passing_state=passing.state if passing else "",
        returned_why=passing.returned_why if passing else "",
    )
