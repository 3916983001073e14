"""What this room holds of a person: pairs that people were asked about, and that somebody was taken apart.

What was settled keeps two people from being taken for one again; it goes when either is erased, since no run has the
record then.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.utils import timezone

from kith.apps.base.hooks import Holdings, Told
from kith.apps.base.moving import Held, histories_of, move_refs
from kith.apps.matching.models import (
    FollowedMerge,
    PersonRecord,
    ReviewCase,
    ReviewPair,
    Separation,
    SteppedAside,
)
from kith.apps.matching.models.review_case import CANNOT_TELL, NOT_SAME, SAME

ROOM = "matching"
_WORDS = {SAME: "They are one person.", NOT_SAME: "They are two people.", CANNOT_TELL: "Nobody could tell."}
_DIES = "dies with its run; erased from every run that is here"
_WITH_CASE = "names a pair and nobody; goes with it"


def tell(person_ref: str, alias: str) -> Iterable[Told]:
    """Tell each pair that was answered, with its answers, and each time the person was taken apart."""
    for case in ReviewCase.objects.using(alias).filter(_either(person_ref)).exclude(answer=""):
        text = f"Workers were asked if two records are of one person, you. {_WORDS[case.answer]}"
        about = tuple(dict.fromkeys((person_ref, case.person_ref_l, case.person_ref_r)))
        yield _told("Comparing records", text, case.settled_at, about)
    for row in Separation.objects.using(alias).filter(Q(person_ref=person_ref) | Q(other_ref=person_ref)):
        text = f"Your records and somebody else's had been taken for one person's. {row.reason}"
        yield _told("Comparing records", text, row.asked_at, (row.person_ref, row.other_ref or row.person_ref))


def erase(person_ref: str, alias: str) -> int:
    """Delete pairs, records and cases of the person, with their answers, and where they were taken apart."""
    gone = ReviewPair.objects.using(alias).filter(_either(person_ref)).delete()[0]
    gone += PersonRecord.objects.using(alias).filter(person_ref=person_ref).delete()[0]
    gone += ReviewCase.objects.using(alias).filter(_either(person_ref)).delete()[0]
    apart = Separation.objects.using(alias).filter(Q(person_ref=person_ref) | Q(other_ref=person_ref))
    refs = list(apart.values_list("ref", flat=True))
    gone += apart.delete()[0]
    for history in histories_of(Separation):
        history.objects.using(alias).filter(ref__in=refs).delete()
    gone += SteppedAside.objects.using(alias).filter(person_ref=person_ref).delete()[0]
    mine = Q(old_ref=person_ref) | Q(new_ref=person_ref)
    return gone + FollowedMerge.objects.using(alias).filter(mine).delete()[0]


def merge(from_ref: str, to_ref: str, alias: str) -> int:
    """Move what was asked; that somebody was taken apart stays with the references it made."""
    held = (
        Held(ReviewCase, "person_ref_l"),
        Held(ReviewCase, "person_ref_r"),
        Held(SteppedAside, "person_ref", may_stay=True),
    )
    return move_refs(held, from_ref, to_ref, alias)


HOLDINGS = Holdings(
    room=ROOM,
    models=(
        "matching.ReviewCase",
        f"matching.ReviewPair: {_DIES}",
        f"matching.PersonRecord: {_DIES}",
        f"matching.ReviewDecision: {_WITH_CASE}",
        f"matching.EvidenceSeen: {_WITH_CASE}",
        "matching.Separation: not moved; it says which reference was taken from which",
        "matching.SeparationEvent: goes with what it says",
        "matching.SeparationItem: names rows of other rooms and nobody; goes with its separation",
        "matching.SteppedAside",
        "matching.FollowedMerge: not moved; it is how a merge is undone",
    ),
    tell=tell,
    erase=erase,
    merge=merge,
)


def _either(person_ref: str) -> Q:
    return Q(person_ref_l=person_ref) | Q(person_ref_r=person_ref)


def _told(kind: str, text: str, at: Any, about: tuple[str, ...]) -> Told:
    return Told(
        room=ROOM,
        kind=kind,
        happened_on=timezone.localdate(at) if at else None,
        text=text,
        agency_id="",
        category="IDENTITY",
        about_refs=about,
    )
