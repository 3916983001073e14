"""What a lead worker reads: which members have a sign-in, and which questions of the family wait for an answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.urls import reverse

from kith.apps.audit.actions import LIST
from kith.apps.base.waiting import Waiting
from kith.apps.governance.access import open_desk
from kith.apps.portal.models import FamilyAccount, PortalQuestion
from kith.apps.portal.models.family_account import CLOSED
from kith.rules.access import Role

if TYPE_CHECKING:
    from kith.apps.agencies.queries import SignedInWorker

ANSWER_WITHIN = timedelta(days=5)
LEADERS = (Role.LEAD_WORKER, Role.PRACTITIONER)


@dataclass(frozen=True)
class SignIn:
    """A sign-in that stands: whose, and how far it has come."""

    ref: str
    person_ref: str
    kind: str
    state: str
    card_until: date


@dataclass(frozen=True)
class Question:
    """What somebody of a family asks their lead worker."""

    ref: str
    person_ref: str
    family_ref: str
    words: str
    asked_at: datetime
    asked_by: str
    chased_at: datetime | None
    answer: str
    answered_at: datetime | None


def list_sign_ins(family_ref: str) -> dict[str, tuple[SignIn, ...]]:
    """Return the family's sign-ins that stand, by person; inside the open door of that family."""
    found: dict[str, tuple[SignIn, ...]] = {}
    fields = ("ref", "person_ref", "kind", "state", "card_until")
    for row in (
        FamilyAccount.objects.filter(family_ref=family_ref).exclude(state=CLOSED).order_by("-kind").values(*fields)
    ):
        found[row["person_ref"]] = (*found.get(row["person_ref"], ()), SignIn(**row))
    return found


def list_questions(family_ref: str) -> tuple[Question, ...]:
    """Return the family's questions, those without an answer first; inside the open door of that family."""
    fields = (
        "ref", "person_ref", "family_ref", "words", "asked_at", "asked_by", "chased_at", "answer", "answered_at",
    )  # fmt: skip
    asked = [Question(**row) for row in PortalQuestion.objects.filter(family_ref=family_ref).values(*fields)]
    return tuple(sorted(asked, key=lambda each: (each.answered_at is not None, -each.asked_at.timestamp())))


def list_waiting(worker: SignedInWorker) -> tuple[Waiting, ...]:
    """Return the questions that families ask this worker and that have no answer yet."""
    if not any(worker.has_role(role) for role in LEADERS):
        return ()
    with open_desk(worker, action=LIST, about="FAMILY_SIGN_INS") as desk:
        open_ones = PortalQuestion.objects.filter(answered_at=None).order_by("asked_at")
        found = list(open_ones.values_list("ref", "family_ref", "asked_at", "chased_at"))
    return tuple(
        Waiting(
            text=f"Answer a question from a family{' who asked again' if chased_at else ''} ({ref})",
            url=reverse("family_sign_in:questions", args=[family_ref]),
            due_at=asked_at + ANSWER_WITHIN,
            is_overdue=asked_at + ANSWER_WITHIN < desk.now,
        )
        for ref, family_ref, asked_at, chased_at in found
    )
