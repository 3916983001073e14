"""What this room holds of a person: their sign-in, their advocate's, and what they asked.

A sign-in is never moved when two records turn out to be one person: it was opened for the record that it names, after
questions about that person's safety, and the lead worker opens a new one. What was asked moves.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.utils import timezone

from kith.apps.base.hooks import Holdings, Told
from kith.apps.base.moving import Held, held_of, histories_of, move_refs
from kith.apps.portal.models import FamilyAccount, PortalQuestion
from kith.apps.portal.models.family_account import ADVOCATE

ROOM = "portal"
_NOT_MOVED = "not moved: a sign-in belongs to the record it was opened for, and a new one is opened"
_GOES_TOO = "goes with its sign-in"


def tell(person_ref: str, alias: str) -> Iterable[Told]:
    """Tell each sign-in opened for the person or their advocate, and each question with its answer."""
    for account in FamilyAccount.objects.using(alias).filter(person_ref=person_ref):
        whose = f"Sign-in for your advocate, {account.called}" if account.kind == ADVOCATE else "Sign-in of your own"
        yield _told("Family sign-in", f"{whose}. {account.competence_note}".strip(), account.opened_at, person_ref)
    for asked in PortalQuestion.objects.using(alias).filter(person_ref=person_ref):
        answer = f" Answer: {asked.answer}" if asked.answer else ""
        yield _told("Question to the lead worker", f"{asked.words}{answer}", asked.asked_at, person_ref)


def erase(person_ref: str, alias: str) -> int:
    """Delete sign-ins, with their secrets and sittings, and questions, and the history of both."""
    gone = 0
    for model in (FamilyAccount, PortalQuestion):
        held = model.objects.using(alias).filter(person_ref=person_ref)  # type: ignore[attr-defined]
        rows = list(held.values_list("pk", flat=True))
        gone += held.delete()[0]
        for history in histories_of(model):
            # By the row too: before a merge the same words stood under another reference.
            of_theirs = Q(person_ref=person_ref) | Q(pgh_obj_id__in=rows)
            history.objects.using(alias).filter(of_theirs).delete()
    return gone


def merge(from_ref: str, to_ref: str, alias: str) -> int:
    """Move what was asked."""
    return move_refs((Held(PortalQuestion, "person_ref"),), from_ref, to_ref, alias)


HOLDINGS = Holdings(
    room=ROOM,
    models=(
        "portal.PortalQuestion",
        "portal.PortalQuestionEvent",
        f"portal.FamilyAccount: {_NOT_MOVED}",
        f"portal.FamilyAccountEvent: {_NOT_MOVED}",
        f"portal.FamilySecret: {_GOES_TOO}",
        f"portal.PortalSession: {_GOES_TOO}",
        "portal.HelpAsked: sealed and without a person; emptied when it is sent, gone after its days",
    ),
    tell=tell,
    erase=erase,
    merge=merge,
    of_whom=held_of(Held(FamilyAccount, "person_ref"), Held(PortalQuestion, "person_ref")),
)


def _told(kind: str, text: str, at: Any, person_ref: str) -> Told:
    return Told(
        room=ROOM,
        kind=kind,
        happened_on=timezone.localdate(at),
        text=text,
        agency_id="",
        category="INVOLVEMENT",
        about_refs=(person_ref,),
    )
