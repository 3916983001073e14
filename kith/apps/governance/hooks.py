"""What this room holds of a person, and how it tells, erases and merges it.

Shields, hidden relations and identities kept apart are not told to anybody and not erased: they keep somebody safe who
may be another person, and hold references alone. What a worker typed about an emergency stays with the log.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone

from kith.apps.base.hooks import Holdings, Told
from kith.apps.base.moving import Held, held_of, histories_of, move_refs
from kith.apps.governance.models import (
    Agreement,
    FamilyAgreement,
    HiddenRelation,
    OutsideRequest,
    Relationship,
    SharingDecision,
    SharingPreference,
    Shield,
    StopNotice,
)

ROOM = "governance"
SHARING = "SHARING"
_FOR_SAFETY = "kept: it keeps somebody safe, and holds references alone"
_WITH_THE_LOG = "kept as long as the log: it says what a worker did, about a family and no one person"
_ANSWERS = {
    "AGREED": "You agreed to work with us", "DECLINED": "You said no to help", "ENDED": "You ended the help",
    "GIVEN": "Yes to sharing", "REFUSED": "No to sharing", "WITHDRAWN": "You took back your yes",
    "SHARED": "Shared", "NOT_SHARED": "Not shared",
}  # fmt: skip


def tell(person_ref: str, alias: str) -> Iterable[Told]:
    """Tell what was agreed, said and decided about sharing, and which workers people tied to the person."""
    yield from _agreed(person_ref, alias)
    yield from _said(person_ref, alias)
    yield from _decided(person_ref, alias)
    for notice in StopNotice.objects.using(alias).filter(person_ref=person_ref):
        text = f"Told to stop using what you no longer agree to. {notice.what_was_done}".strip()
        yield _told("Sharing", text, notice.sent_at, person_ref, agency_id=notice.to_agency)
    for tie in Relationship.objects.using(alias).filter(person_ref=person_ref, how_made="ASSIGNED"):
        text = f"A worker was given your record: {tie.kind.lower().replace('_', ' ')}."
        yield _told("Who works with you", text, tie.valid_from, person_ref, agency_id=tie.agency_id, is_plain=True)


def erase(person_ref: str, alias: str) -> int:
    """Delete what was agreed and said; keep of a decision that there was one, without words and without whom."""
    gone = 0
    for model in (FamilyAgreement, SharingPreference, StopNotice, Relationship):
        gone += _delete(model, alias, person_ref=person_ref)
    # Whose voice it was in somebody else's row is no longer said; the row, which is the other's, stays.
    _delete_history(SharingPreference, alias, said_by_ref=person_ref)
    for row in SharingPreference.objects.using(alias).filter(said_by_ref=person_ref):
        SharingPreference.objects.using(alias).filter(pk=row.pk).update(said_by_ref=f"GONE-{row.pk}")
        gone += 1
    # A request from outside names its person in words alone; it is found through the decision on it.
    decisions = SharingDecision.objects.using(alias).filter(person_ref=person_ref)
    asked = OutsideRequest.objects.using(alias).filter(decision_ref__in=decisions.values("ref"))
    for history in histories_of(OutsideRequest):
        history.objects.using(alias).filter(ref__in=list(asked.values_list("ref", flat=True))).delete()
    gone += asked.update(about="", wanted="", their_basis="")
    emptied = {"person_ref": "", "what": "", "reason": "", "detriment": "", "withheld_reason": "", "asked_by": ""}
    _delete_history(SharingDecision, alias, person_ref=person_ref)
    gone += SharingDecision.objects.using(alias).filter(person_ref=person_ref).update(**emptied)
    return gone


def merge(from_ref: str, to_ref: str, alias: str) -> int:
    """Move what people said, decided and hid; what the run says of ties and shields the next run says anew."""
    return move_refs(_HELD, from_ref, to_ref, alias)


_HELD = (
    Held(FamilyAgreement, "person_ref"),
    Held(SharingPreference, "person_ref", apart="said_by_ref"),
    Held(SharingPreference, "said_by_ref", may_stay=True),
    Held(SharingDecision, "person_ref"),
    Held(StopNotice, "person_ref"),
    Held(Relationship, "person_ref"),
    Held(Shield, "person_ref"),
    Held(HiddenRelation, "one_ref"),
    Held(HiddenRelation, "other_ref"),
)

HOLDINGS = Holdings(
    room=ROOM,
    models=(
        "governance.FamilyAgreement", "governance.FamilyAgreementEvent", "governance.SharingPreference",
        "governance.SharingPreferenceEvent", "governance.SharingDecision", "governance.SharingDecisionEvent",
        "governance.Relationship",
        "governance.StopNotice",
        "governance.StopNoticeEvent",
        "governance.OutsideRequest: names its person in words alone; emptied with the decision on it",
        "governance.OutsideRequestEvent: goes with what its request said",
        *(f"governance.{name}: {_FOR_SAFETY}" for name in (
            "Shield", "ShieldEvent", "HiddenRelation", "HiddenRelationEvent", "KeptApart", "KeptApartEvent")),
        *(f"governance.{name}: {_WITH_THE_LOG}" for name in (
            "BreakGlass", "BreakGlassEvent", "BreakGlassReview", "BreakGlassReviewEvent",
            "DeclaredInterest", "SafeguardingReason", "SafeguardingReasonEvent", "DeclaredInterestEvent")),
    ),
    tell=tell,
    erase=erase,
    merge=merge,
    of_whom=held_of(
        *(
            Held(model, "person_ref")
            for model in (FamilyAgreement, SharingPreference, SharingDecision, StopNotice, Relationship)
        )
    ),
)  # fmt: skip


def _agreed(person_ref: str, alias: str) -> Iterator[Told]:
    for row in FamilyAgreement.objects.using(alias).filter(person_ref=person_ref):
        text = f"{_ANSWERS[row.answer]}. {row.in_their_words}".strip()
        yield _told("Working together", text, row.said_at, person_ref, agency_id=row.agency_id)


def _said(person_ref: str, alias: str) -> Iterator[Told]:
    titles = dict(Agreement.objects.using(alias).values_list("ref", "title"))
    for row in SharingPreference.objects.using(alias).filter(person_ref=person_ref):
        about = (person_ref, *(ref for ref in (row.said_by_ref,) if ref and ref != person_ref))
        answer = f"{_ANSWERS[row.answer]}, under {titles.get(row.agreement_ref, row.agreement_ref)}."
        text = " ".join(part for part in (answer, row.evidence, row.capacity_note) if part)
        yield _told("Sharing", text, row.said_at, *about, agency_id=row.agency_id)


def _decided(person_ref: str, alias: str) -> Iterator[Told]:
    for row in SharingDecision.objects.using(alias).filter(person_ref=person_ref):
        harm = f"Harm feared: {row.detriment}" if row.detriment else ""
        parts = (f"{_ANSWERS[row.outcome]}: {row.what}", f"Asked by {row.asked_by}.", f"Why: {row.reason}", harm)
        text = " ".join(part for part in parts if part)
        yield _told("Shared without asking you", text, row.decided_at, person_ref, agency_id=row.held_by)


def _told(kind: str, text: str, at: datetime | date | None, *about: str, **more: Any) -> Told:
    day = timezone.localdate(at) if isinstance(at, datetime) else at
    return Told(room=ROOM, kind=kind, happened_on=day, text=text, category=SHARING, about_refs=about, **more)


def _delete(model: Any, alias: str, **about: Any) -> int:
    _delete_history(model, alias, **about)
    count, _ = model.objects.using(alias).filter(**about).delete()
    return count


def _delete_history(model: Any, alias: str, **about: Any) -> None:
    """Delete the history of rows that are still there: it holds the very words, and a merge moves only the rows."""
    rows = list(model.objects.using(alias).filter(**about).values_list("pk", flat=True))
    for history in histories_of(model):
        history.objects.using(alias).filter(Q(**about) | Q(pgh_obj_id__in=rows)).delete()
