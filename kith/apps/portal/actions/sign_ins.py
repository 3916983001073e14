"""A lead worker opens a sign-in for one person, after asking if it is safe, and closes it again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import QuerySet

from kith.apps.audit.actions import PRINT, WRITE
from kith.apps.base.refs import new_ref
from kith.apps.governance.access import open_desk
from kith.apps.portal.cards import Card, new_card, new_salt, scramble
from kith.apps.portal.models import FamilyAccount, FamilySecret
from kith.apps.portal.models.family_account import ADVOCATE, BY_WORKER, CLOSED, FAMILY, INVITED, REPLACED
from kith.apps.portal.settings_data import load_family_sign_in
from kith.vocabulary.errors import KithError

if TYPE_CHECKING:
    from kith.apps.agencies.queries import SignedInWorker
    from kith.apps.governance.queries import PurposeChoice

YES, NO, NOT_SURE = "YES", "NO", "NOT_SURE"


@dataclass(frozen=True)
class SafetyQuestion:
    """What a lead worker answers first; any answer but ``safe`` and nothing is opened."""

    code: str
    asks: str  # ``{name}`` stands for the person
    why: str
    safe: str


QUESTIONS = (
    SafetyQuestion(
        "OTHER_EYES",
        "Might somebody else look at {name}'s phone, tablet or post?",
        "Who wants to control somebody looks there first. What {name} reads here, they would read too.",
        NO,
    ),
    SafetyQuestion(
        "AFRAID",
        "Is {name}, or anybody in the family, afraid of somebody close to them?",
        "These pages say who helps and who has asked. In the wrong hands that can hurt somebody.",
        NO,
    ),
    SafetyQuestion(
        "ALONE",
        "Have you talked about this with {name}, face to face, with nobody else there?",
        "Only then can they say that it is not safe, and you both know how to stop it.",
        YES,
    ),
)

# Paper is for whoever cannot have a sign-in, the one who is afraid among them; never for the one they are afraid of.
PAPER_QUESTIONS = (
    SafetyQuestion(
        "FEARED",
        "Is anybody, in the family or away from it, afraid of {name}?",
        "The paper says who helps, and who has asked. In the wrong hands that can hurt somebody.",
        NO,
    ),
    SafetyQuestion(
        "WITH_YOU",
        "Will you go through it with {name} alone, and take the paper back if it is not safe to keep?",
        "Paper is found. Somebody else may read it.",
        YES,
    ),
)


class SignInNotOpenedError(KithError):
    """A sign-in cannot be opened. The words are one and the same for every reason, and must stay so."""

    code = "K481"

    def __init__(self) -> None:
        super().__init__(
            "Family sign-in cannot be opened for this family.",
            not_done="No sign-in was opened.",
            mend="You can print the log and talk it through instead.",
        )


def open_sign_in(
    *,
    family_ref: str,
    person_ref: str,
    answers: Mapping[str, str],
    competence_note: str = "",
    kind: str = FAMILY,
    called: str = "",
    shows: Sequence[str] = (),
    purpose: PurposeChoice | str | None,
    by: SignedInWorker,
) -> Card:
    """Open a sign-in in place of the one before and return its card, which cannot be had again; or refuse.

    An advocate's needs the person's own signature on paper, and stands under the same safety questions.
    """
    card = None
    with open_desk(by, action=WRITE, purpose=purpose, family_ref=family_ref, subject_refs=[person_ref]) as desk:
        if _is_safe(answers) and _may_have(person_ref, family_ref, desk.on):
            card = new_card()
            _close(FamilyAccount.objects.filter(person_ref=person_ref, kind=kind), REPLACED, desk.now)
            account = FamilyAccount.objects.create(
                ref=new_ref("FA"),
                kind=kind,
                person_ref=person_ref,
                family_ref=family_ref,
                state=INVITED,
                card_number=card.number,
                card_until=card_until(desk.on),
                answers=dict(answers),
                competence_note=competence_note,
                called=called,
                shows=list(shows),
                opened_at=desk.now,
                opened_by=by.worker_id,
            )
            salt = new_salt()
            FamilySecret.objects.create(account=account, salt=salt, scrambled=scramble(card.code, salt))
    if card is None:
        raise SignInNotOpenedError
    return card


def close_sign_in(
    *, family_ref: str, person_ref: str, kind: str, purpose: PurposeChoice | str | None, by: SignedInWorker
) -> None:
    """Close a sign-in at once, whoever sits at it; where the person's own is closed, their advocate's is too."""
    with open_desk(by, action=WRITE, purpose=purpose, family_ref=family_ref, subject_refs=[person_ref]) as desk:
        theirs = FamilyAccount.objects.filter(family_ref=family_ref, person_ref=person_ref)
        _close(theirs if kind == FAMILY else theirs.filter(kind=ADVOCATE), BY_WORKER, desk.now)


def print_log(*, family_ref: str, person_ref: str, purpose: PurposeChoice | str | None, by: SignedInWorker) -> None:
    """Put into the log that one person's list was printed, to be talked through with them."""
    with open_desk(by, action=PRINT, purpose=purpose, family_ref=family_ref, subject_refs=[person_ref]):
        pass


def card_until(day: date) -> date:
    """Return the day from which a card given out on ``day`` is no good any more."""
    return day + timedelta(days=load_family_sign_in().card_days)


def is_safe_on_paper(answers: Mapping[str, str]) -> bool:
    """Answer whether the log of one person may be printed for them."""
    return all(answers.get(asked.code) == asked.safe for asked in PAPER_QUESTIONS)


def _is_safe(answers: Mapping[str, str]) -> bool:
    return load_family_sign_in().is_on and all(answers.get(asked.code) == asked.safe for asked in QUESTIONS)


def _may_have(person_ref: str, family_ref: str, on: date) -> bool:
    council = load_family_sign_in()
    with connection.cursor() as cursor:
        cursor.execute(
            "select kith_may_have_sign_in(%s, %s, %s, %s, %s)",
            [person_ref, family_ref, on, council.youngest, council.quiet_days_after_a_move],
        )
        row = cursor.fetchone()
    return bool(row and row[0])


def _close(accounts: QuerySet[FamilyAccount], because: str, now: datetime) -> None:
    accounts.exclude(state=CLOSED).update(state=CLOSED, closed_at=now, closed_because=because)
