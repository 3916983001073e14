"""Reads one's own questions with their answers, and how often answers helped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.utils import timezone

from kith.apps.agencies.queries import SignedInWorker, Speaker, find_speaker, list_speakers
from kith.apps.audit.actions import LIST, VIEW
from kith.apps.base.clock import today
from kith.apps.enquiries.catalogue import Question, get_question, load_limits
from kith.apps.enquiries.models import Answer, Enquiry, ViewRequest
from kith.apps.enquiries.models.answer import BY_LINK, CONTACT, OUTCOME, SPEAK
from kith.apps.enquiries.queries.currency import CurrencyRow
from kith.apps.governance.access import open_desk
from kith.rules.access import Purpose
from kith.vocabulary.errors import KithError

MOST = 50


class NoSuchEnquiry(KithError):
    """A question was asked for that this worker did not ask."""

    code = "K444"

    def __init__(self) -> None:
        super().__init__(
            "There is no question of yours with this reference.",
            not_done="Nothing was shown.",
            mend="Go to your questions and choose it there. Only whoever asked sees an answer.",
        )


@dataclass(frozen=True)
class AnswerRow:
    """One agency to speak to, or that spoke; ``speaker`` is who, where a person is named."""

    kind: str
    agency_name: str
    agency_kind: str
    speaker: Speaker | None
    said: str
    due_at: datetime | None
    told_at: datetime
    is_overdue: bool = False


@dataclass(frozen=True)
class EnquiryRow:
    """One question in the list of one's own."""

    ref: str
    asks: str
    case_ref: str
    asked_at: datetime
    answer: str
    helped: bool | None


@dataclass(frozen=True)
class EnquiryPage:
    """One answered question."""

    ref: str
    question: Question
    purpose: str
    case_ref: str
    asked_at: datetime
    as_at: date | None
    answer: str
    currency: tuple[CurrencyRow, ...]
    contacts: tuple[AnswerRow, ...]
    speakers: tuple[AnswerRow, ...]
    by_link: tuple[AnswerRow, ...]
    outcomes: tuple[AnswerRow, ...]
    helped: bool | None
    helped_which: str
    is_view_asked_for: bool
    not_a_clear: Speaker | None  # whom to speak to if worried: for a safeguarding question, whatever the answer

    @property
    def is_safeguarding(self) -> bool:
        """Answer whether it was asked to keep somebody safe, where a "no" is no all-clear."""
        return self.purpose == Purpose.SAFEGUARDING


def list_my_enquiries(worker: SignedInWorker) -> tuple[EnquiryRow, ...]:
    """Return the worker's own newest questions; the list is logged."""
    with open_desk(worker, action=LIST, about="OWN_QUESTIONS"):
        rows = Enquiry.objects.filter(asked_by=worker.worker_id).order_by("-asked_at")[:MOST]
        return tuple(
            EnquiryRow(row.ref, get_question(row.question).asks, row.case_ref, row.asked_at, row.answer, row.helped)
            for row in rows
        )


def get_enquiry(worker: SignedInWorker, ref: str) -> EnquiryPage:
    """Return one of the worker's own questions with its answer; the view is logged."""
    with open_desk(worker, action=VIEW):
        row = Enquiry.objects.filter(ref=ref, asked_by=worker.worker_id).first()
        if row is not None:
            return _page(row)
    raise NoSuchEnquiry


def find_family_of_enquiry(worker: SignedInWorker, ref: str) -> str | None:
    """Return the family that an own question with a yes was about: for the emergency door, never for a page."""
    with open_desk(worker, action=VIEW), connection.cursor() as cursor:
        cursor.execute("select kith_family_of_enquiry(%s)", [ref])
        row = cursor.fetchone()
        return row[0] if row else None


def _page(row: Enquiry) -> EnquiryPage:
    answers = list(Answer.objects.filter(enquiry=row).order_by("pk"))
    people = list_speakers(each.worker_id for each in answers if each.worker_id)
    heard = {each.agency_name for each in answers if each.kind == OUTCOME}
    shown = [_answer(each, people.get(each.worker_id or 0), heard) for each in answers]
    return EnquiryPage(
        ref=row.ref,
        question=get_question(row.question),
        purpose=row.purpose,
        case_ref=row.case_ref,
        asked_at=row.asked_at,
        as_at=row.as_at,
        answer=row.answer,
        currency=tuple(CurrencyRow.of_values(values) for values in row.currency),
        contacts=tuple(each for each in shown if each.kind == CONTACT),
        speakers=tuple(each for each in shown if each.kind == SPEAK),
        by_link=tuple(each for each in shown if each.kind == BY_LINK),
        outcomes=tuple(each for each in shown if each.kind == OUTCOME),
        helped=row.helped,
        helped_which=row.helped_which,
        is_view_asked_for=ViewRequest.objects.filter(enquiry_ref=row.ref).exists(),
        not_a_clear=find_speaker(load_limits().front_door_agency, today()) if _is_for_safety(row) else None,
    )


def _is_for_safety(row: Enquiry) -> bool:
    return row.purpose == Purpose.SAFEGUARDING


def _answer(row: Answer, speaker: Speaker | None, heard: set[str]) -> AnswerRow:
    kind = speaker.agency_kind if speaker else ""
    is_overdue = row.due_at is not None and row.due_at < timezone.now() and row.agency_name not in heard
    return AnswerRow(row.kind, row.agency_name, kind, speaker, row.said, row.due_at, row.told_at, is_overdue)
