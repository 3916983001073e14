"""What this room holds of people: that questions were asked about them, of whom, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone

from kith.apps.base.hooks import Holdings, Told
from kith.apps.base.moving import Held, held_of
from kith.apps.enquiries.actions import erase_person, merge_person
from kith.apps.enquiries.catalogue import load_questions
from kith.apps.enquiries.models import Cause, Enquiry
from kith.apps.enquiries.models.cause import NOTHING_HELD
from kith.rules.enquiries import SHOWN


def tell(person_ref: str, alias: str) -> Iterator[Told]:
    """Tell each question that was asked about the person, by which agency and why, and whether an answer was given."""
    causes = Cause.objects.using(alias).filter(person_ref=person_ref).order_by("at")
    asked = Enquiry.objects.using(alias).in_bulk({cause.enquiry_ref for cause in causes}, field_name="ref")
    questions = load_questions()
    for ref, enquiry in sorted(asked.items(), key=lambda pair: pair[1].asked_at):
        mine = [cause for cause in causes if cause.enquiry_ref == ref]
        held_by = sorted({cause.agency_id for cause in mine if cause.cause == SHOWN})
        words = questions[enquiry.question].asks if enquiry.question in questions else enquiry.question
        yield Told(
            room="enquiries",
            kind="Question between agencies",
            happened_on=timezone.localdate(enquiry.asked_at),
            text=f"“{words}” Reason given: {enquiry.reason} {_answer(held_by, mine)}",
            agency_id=enquiry.agency_id,
            category=questions[enquiry.question].category if enquiry.question in questions else "INVOLVEMENT",
            about_refs=(person_ref,),
            source=ref,
            goes_on=enquiry.keep_until,
        )


def _answer(held_by: list[str], causes: list[Cause]) -> str:
    if held_by:
        return f"Answered yes, from what these hold: {', '.join(held_by)}."
    return "Nothing was held." if all(one.cause == NOTHING_HELD for one in causes) else "No answer was given."


HOLDINGS = Holdings(
    room="enquiries",
    models=(
        "enquiries.Cause",
        "enquiries.Notice",
        "enquiries.NoticeEvent",
        "enquiries.Enquiry: holds no reference to anybody; goes on its own day (keep_until)",
        "enquiries.EnquiryEvent: goes with its question",
        "enquiries.Answer: names agencies and nobody; goes with its question",
        "enquiries.ViewRequest: names a question and nobody; goes with it",
        "enquiries.ViewRequestEvent: goes with its request",
    ),
    tell=tell,
    erase=erase_person,
    merge=merge_person,
    of_whom=held_of(Held(Cause, "person_ref")),
)
