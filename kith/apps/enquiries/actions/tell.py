"""Tells whoever asked whom to speak to, and each holder that something they hold was asked about: the least of both."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from kith.apps.agencies.queries import SignedInWorker, Speaker, find_speaker, get_agencies
from kith.apps.base.clock import today
from kith.apps.enquiries.catalogue import load_limits
from kith.apps.enquiries.models import Answer, Enquiry, Notice
from kith.apps.enquiries.models.answer import CONTACT as BY_CONTACT
from kith.apps.enquiries.models.answer import SPEAK as BY_SPEAKING
from kith.apps.enquiries.models.enquiry import YES_CONTACT
from kith.apps.enquiries.models.notice import USED, WITHHELD
from kith.rules.access import CONTACT, RESTRICTED
from kith.rules.enquiries import Answered, Held

Who = tuple[str, str | None]  # a person and the agency that holds something about them


def tell_asker(enquiry: Enquiry, answered: Answered, staff: Mapping[Who, str], *, by: SignedInWorker) -> None:
    """Write down which agencies, and which named people, the answer tells whoever asked to speak to."""
    agencies = get_agencies()
    told: dict[tuple[str, str], Answer] = {}
    for one in answered.shown:
        if enquiry.answer == YES_CONTACT and one.level >= CONTACT and one.agency_id in agencies:
            speaker = find_speaker(one.agency_id, today(), staff_id=staff.get((one.person_ref, one.agency_id), ""))
            name = agencies[one.agency_id].name
            told.setdefault((BY_CONTACT, one.agency_id), _answer(enquiry, BY_CONTACT, one.agency_id, name, speaker))
    for one in answered.withheld:
        speaker = find_who_must_speak(one, by)
        agency_id = speaker.agency_id if speaker else load_limits().front_door_agency
        name = agencies[agency_id].name if agency_id in agencies else "the front door"
        told.setdefault((BY_SPEAKING, agency_id), _answer(enquiry, BY_SPEAKING, agency_id, name, speaker))
    Answer.objects.bulk_create(told.values())


def tell_holders(
    enquiry: Enquiry, answered: Answered, holders: Mapping[Who, tuple[str, str]], *, by: SignedInWorker
) -> None:
    """Start each holder's clock: a talk, a summary or a refusal is owed after a yes, a call after what was withheld."""
    notices: dict[tuple[str, str], Notice] = {}
    for kind, held in ((USED, answered.shown), (WITHHELD, answered.withheld)):
        for one in held:
            staff_id, family_ref = holders.get((one.person_ref, one.agency_id), ("", ""))
            notice = _notice(enquiry, kind, one, staff_id, family_ref, by)
            if kind == WITHHELD or notice.worker_id != by.worker_id:
                notices.setdefault((kind, notice.agency_id), notice)
    Notice.objects.bulk_create(notices.values())


def find_who_must_speak(one: Held, by: SignedInWorker) -> Speaker | None:
    """Return the named person for what was withheld: the holder's, or the front door's where none may be named.

    What is restricted is not brokered even by naming who holds it, so the front door's lead speaks for it. Nobody is
    to ring themselves: then it is for the front door as a whole.
    """
    own = None if one.sensitivity >= RESTRICTED else find_speaker(one.agency_id, today())
    front_door = find_speaker(load_limits().front_door_agency, today())
    return next((each for each in (own, front_door) if each and each.worker_id != by.worker_id), None)


def _answer(enquiry: Enquiry, kind: str, agency_id: str, name: str, speaker: Speaker | None) -> Answer:
    hours = load_limits().hours_to_speak if kind == BY_SPEAKING else load_limits().hours_to_follow_up
    return Answer(
        enquiry=enquiry,
        asked_by=enquiry.asked_by,
        kind=kind,
        agency_id=agency_id,
        agency_name=name,
        worker_id=speaker.worker_id if speaker else None,
        due_at=enquiry.asked_at + timedelta(hours=hours),
        told_at=enquiry.asked_at,
    )


def _notice(enquiry: Enquiry, kind: str, one: Held, staff_id: str, family_ref: str, by: SignedInWorker) -> Notice:
    is_withheld = kind == WITHHELD
    speaker = find_who_must_speak(one, by) if is_withheld else find_speaker(one.agency_id, today(), staff_id=staff_id)
    front_door = speaker.agency_id if speaker else load_limits().front_door_agency
    hours = load_limits().hours_to_speak if is_withheld else load_limits().hours_to_follow_up
    return Notice(
        enquiry_ref=enquiry.ref,
        kind=kind,
        # Whose clock it is: where the front door speaks for a holder, it must see the notice.
        agency_id=front_door if is_withheld else one.agency_id,
        worker_id=speaker.worker_id if speaker else None,
        question=enquiry.question,
        purpose=enquiry.purpose,
        asker_id=by.worker_id,
        asker_agency_id=by.agency_id,
        asker_role=by.role_label,
        person_ref=one.person_ref,
        family_ref=family_ref,
        told_at=enquiry.asked_at,
        due_at=enquiry.asked_at + timedelta(hours=hours),
        keep_until=enquiry.keep_until,
    )
