"""Writes down what members of a family say of working together and, apart from it, of sharing; takes a yes back.

Each writes inside ``open_family``: whoever writes has the family open, the database lets through only members they may
know of, and the history says who wrote it. What was said before ends and stays readable.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import pghistory
from django.db import transaction
from django.utils import timezone

from kith.apps.audit.actions import WRITE, Line, record_access
from kith.apps.audit.queries import list_seen_by
from kith.apps.base.changed_by import note_changed_by
from kith.apps.base.refs import new_ref
from kith.apps.governance.access import FamilyAccess, open_family
from kith.apps.governance.models import Agreement, FamilyAgreement, SharingPreference, StopNotice
from kith.apps.governance.policies_of_sharing import can_settle_for, can_write_for, check_is
from kith.rules.access import DETAIL
from kith.rules.sharing import DECISION

if TYPE_CHECKING:
    from kith.apps.agencies.queries import SignedInWorker
    from kith.apps.governance.queries import PurposeChoice

STOP_WITHIN = timedelta(days=7)
WITHDRAWN = "WITHDRAWN"
OWNER = "owner"


def record_together(
    *,
    by: SignedInWorker,
    purpose: PurposeChoice | str | None,
    family_ref: str,
    person_ref: str,
    answer: str,
    in_their_words: str,
) -> str:
    """Write down whether a member works with the help that was offered. It changes nothing about sharing."""
    with _writing(by, purpose, family_ref, person_ref) as access:
        check_is(can_write_for(access))
        now = timezone.now()
        FamilyAgreement.objects.filter(family_ref=family_ref, person_ref=person_ref, ended_at=None).update(ended_at=now)
        row = FamilyAgreement.objects.create(
            ref=new_ref("FA"),
            family_ref=family_ref,
            person_ref=person_ref,
            answer=answer,
            in_their_words=in_their_words,
            said_at=now,
            recorded_by=by.worker_id,
            agency_id=by.agency_id,
        )
    return row.ref


def record_preference(
    *,
    by: SignedInWorker,
    purpose: PurposeChoice | str | None,
    family_ref: str,
    person_ref: str,
    agreement_ref: str,
    voice: str,
    said_by_ref: str,
    answer: str,
    evidence: str,
    capacity_note: str = "",
) -> str:
    """Write down what one voice says of sharing about one person under one agreement; ``DECISION`` is a manager's."""
    with _writing(by, purpose, family_ref, person_ref, agreement_ref) as access:
        check_is(can_settle_for(access) if voice == DECISION else can_write_for(access))
        now = timezone.now()
        _end_voice(person_ref, agreement_ref, voice, said_by_ref)
        row = SharingPreference.objects.create(
            ref=new_ref("SP"),
            person_ref=person_ref,
            agreement_ref=agreement_ref,
            voice=voice,
            said_by_ref=said_by_ref,
            answer=answer,
            evidence=evidence,
            capacity_note=capacity_note,
            said_at=now,
            recorded_by=by.worker_id,
            agency_id=by.agency_id,
        )
    return row.ref


def withdraw_preference(
    *, by: SignedInWorker, purpose: PurposeChoice | str | None, family_ref: str, preference_ref: str, evidence: str = ""
) -> str:
    """Take back what somebody said yes to: it holds from the next decision, and those who saw it are told to stop.

    A manager's decision for sharing falls with it: it was made between the voices as they were.
    """
    with _writing(by, purpose, family_ref) as access:
        check_is(can_write_for(access))
        old = SharingPreference.objects.get(ref=preference_ref, ended_at=None)
        record_access(_line(access, by, [old.person_ref], [old.agreement_ref]))
        ref = take_back(old, family_ref=family_ref, evidence=evidence, by=by.worker_id, agency_id=by.agency_id)
    return ref


def bring_in_preference(
    *, person_ref: str, agreement_ref: str, voice: str, said_by_ref: str, answer: str, evidence: str, by: str
) -> None:
    """Bring in what somebody said before Kith was there, as whoever sets it up; what is written down since stays."""
    with transaction.atomic(using=OWNER):
        note_changed_by(OWNER, by=by, action="bring_in_preference")
        SharingPreference.objects.using(OWNER).get_or_create(
            person_ref=person_ref,
            agreement_ref=agreement_ref,
            voice=voice,
            said_by_ref=said_by_ref,
            defaults={
                "ref": new_ref("SP"),
                "answer": answer,
                "evidence": evidence,
                "said_at": timezone.now(),
            },
        )


def take_back(
    old: SharingPreference,
    *,
    family_ref: str,
    evidence: str = "",
    by: int | None = None,
    agency_id: str = "",
    using: str = "default",
) -> str:
    """Write the withdrawal of ``old`` and a notice to each agency that was shown something; in the open transaction.

    An agency that was never shown anything is not told: a notice would be the first it hears of the person.
    """
    now = timezone.now()
    rows = SharingPreference.objects.using(using)
    about = {"person_ref": old.person_ref, "agreement_ref": old.agreement_ref, "ended_at": None}
    rows.filter(pk=old.pk).update(ended_at=now)
    rows.filter(**about, voice=DECISION).update(ended_at=now)
    new = rows.create(
        ref=new_ref("SP"),
        person_ref=old.person_ref,
        agreement_ref=old.agreement_ref,
        voice=old.voice,
        said_by_ref=old.said_by_ref,
        answer=WITHDRAWN,
        evidence=evidence,
        said_at=now,
        recorded_by=by,
        agency_id=agency_id,
    )
    agreement = Agreement.objects.using(using).get(ref=old.agreement_ref)
    recipients = sorted({seen.agency_id for seen in list_seen_by(old.person_ref, agency_ids=agreement.receivers)})
    StopNotice.objects.using(using).bulk_create(
        StopNotice(
            ref=new_ref("SN"),
            preference_ref=new.ref,
            person_ref=old.person_ref,
            family_ref=family_ref,
            agreement_ref=old.agreement_ref,
            to_agency=agency,
            sent_at=now,
            sent_by=by,
            due_on=(now + STOP_WITHIN).date(),
        )
        for agency in recipients
    )
    return new.ref


def _end_voice(person_ref: str, agreement_ref: str, voice: str, said_by_ref: str) -> None:
    """End what this voice said before; with a new voice, a decision between the old ones has lost its ground."""
    rows = SharingPreference.objects.filter(person_ref=person_ref, agreement_ref=agreement_ref, ended_at=None)
    rows.filter(voice=voice, said_by_ref=said_by_ref).update(ended_at=timezone.now())
    rows.filter(voice=DECISION).update(ended_at=timezone.now())


@contextmanager
def _writing(
    by: SignedInWorker,
    purpose: PurposeChoice | str | None,
    family_ref: str,
    person_ref: str = "",
    agreement_ref: str = "",
) -> Iterator[FamilyAccess]:
    """Open the family, with who writes in the history of what is written, and a line of its own in the log."""
    with pghistory.context(worker=by.worker_id, action=WRITE), open_family(by, purpose, family_ref) as access:
        if person_ref:
            record_access(_line(access, by, [person_ref], [agreement_ref] if agreement_ref else []))
        yield access


def _line(access: FamilyAccess, by: SignedInWorker, person_refs: list[str], agreement_refs: list[str]) -> Line:
    return Line(
        action=WRITE,
        worker_id=by.worker_id,
        role=access.role,
        agency_id=by.agency_id,
        purpose=access.standing.purpose,
        level_asked=DETAIL,
        level_granted=access.decision.level,
        gate="",
        policy_version=access.standing.policy_version,
        family_ref=access.family_ref,
        subject_refs=person_refs,
        agreement_refs=agreement_refs,
    )
