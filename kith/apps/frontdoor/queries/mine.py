"""Reads what a worker told the front door: their own words, how far it is, and what they were answered."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from kith.apps.agencies.queries import SignedInWorker, list_worker_names
from kith.apps.audit.actions import LIST
from kith.apps.frontdoor.door import is_contact_ref
from kith.apps.frontdoor.models import Feedback, Said
from kith.apps.frontdoor.refusals import NoSuchContact
from kith.apps.governance.access import open_desk

HOW_FAR = {
    "RECEIVED": "It has arrived",
    "LOOKED_AT": "Somebody is looking at it",
    "DECIDED": "It has been decided; you will be told",
    "ANSWERED": "You have been answered",
}


@dataclass(frozen=True)
class ReferralRow:
    """One of the worker's own."""

    ref: str
    received_at: datetime
    how_far: str
    words: str


@dataclass(frozen=True)
class AnswerRow:
    """What they were told."""

    text: str
    told_at: datetime
    told_by: str


@dataclass(frozen=True)
class ReferralPage:
    """One of the worker's own, with all they said and were answered."""

    ref: str
    received_at: datetime
    how_far: str
    steps: tuple[tuple[str, bool], ...]
    said: tuple[tuple[datetime, str], ...]
    answers: tuple[AnswerRow, ...]


def list_referrals(worker: SignedInWorker) -> tuple[ReferralRow, ...]:
    """Return what the worker told the front door, the newest first."""
    with open_desk(worker, action=LIST, about="OWN_REFERRALS"):
        rows = _own("")
        said = _said(worker, [key for key, *_ in rows])
    return tuple(
        ReferralRow(ref, at, HOW_FAR[how_far], said[key][0][1] if said[key] else "") for key, ref, at, how_far in rows
    )


def get_referral(worker: SignedInWorker, ref: str) -> ReferralPage:
    """Return one of them, or raise as for one that is not there."""
    with open_desk(worker, action=LIST, about="OWN_REFERRALS", enquiry_ref=ref if is_contact_ref(ref) else ""):
        rows = _own(ref)
        if ref and rows:
            key, _, at, how_far = rows[0]
            answers = list(Feedback.objects.filter(contact_id=key, to_worker=worker.worker_id).order_by("told_at"))
            names = list_worker_names(each.told_by for each in answers)
            return ReferralPage(
                ref=ref,
                received_at=at,
                how_far=HOW_FAR[how_far],
                steps=_steps(how_far),
                said=tuple(_said(worker, [key])[key]),
                answers=tuple(AnswerRow(each.text, each.told_at, names.get(each.told_by, "")) for each in answers),
            )
    raise NoSuchContact


def _own(ref: str) -> list[tuple[str, str, datetime, str]]:
    with connection.cursor() as cursor:
        cursor.execute("select contact_id, ref, received_at, how_far from kith_my_referrals(%s)", [ref])
        return list(cursor.fetchall())


def _said(worker: SignedInWorker, keys: list[str]) -> dict[str, list[tuple[datetime, str]]]:
    found: dict[str, list[tuple[datetime, str]]] = defaultdict(list)
    for row in Said.objects.filter(contact_id__in=keys, told_by_worker=worker.worker_id).order_by("at"):
        found[row.contact_id].append((row.at, row.words))  # type: ignore[index]
    return found


def _steps(how_far: str) -> tuple[tuple[str, bool], ...]:
    order = list(HOW_FAR)
    words = ("Arrived", "Being looked at", "Decided", "You are answered")
    return tuple((word, order.index(how_far) >= place) for place, word in enumerate(words))
