"""Opens the doors behind which no family stands: a worker's own rows, and one question about one person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

import pghistory
from django.utils import timezone

from kith.apps.agencies.queries import SignedInWorker
from kith.apps.audit.actions import QUESTION, Line
from kith.apps.base.clock import today
from kith.apps.governance.moment import DESK, begin, code_of, one_moment, record
from kith.apps.governance.policy_data import load_policy
from kith.apps.governance.queries import PurposeChoice
from kith.apps.governance.standing import Standing
from kith.rules.access import CONTACT, DETAIL, NOTHING, Purpose


@dataclass(frozen=True)
class Desk:
    """An open door to what a worker does about governance: rows of their own work, and nothing of any family."""

    worker: SignedInWorker
    purpose: str
    on: date
    now: datetime


@contextmanager
def open_desk(
    worker: SignedInWorker,
    *,
    action: str,
    about: str = "",
    purpose: PurposeChoice | str | None = None,
    family_ref: str = "",
    subject_refs: Iterable[str] = (),
    agreement_refs: Iterable[str] = (),
    break_glass_ref: str = "",
    enquiry_ref: str = "",
    reason_given: bool = False,
    is_allowed: bool = True,
) -> Iterator[Desk]:
    """Open one transaction for an action (``WRITE``, ``DECIDE`` ...) or a reading (``LIST``) of a room's own rows.

    ``about`` is the code of what a list was of (``queries.log_words``). An own ``enquiry_ref`` makes the line one about
    whoever that question was about.

    The database knows who asks, history rows carry who and for what, and the log has its line; or none of it happens.
    """
    with one_moment(), pghistory.context(worker=worker.worker_id, action=action):
        begin(worker, purpose, scope=DESK)
        record(
            worker,
            Line(
                action=action,
                worker_id=worker.worker_id,
                role=worker.roles[0] if worker.roles else "",
                agency_id=worker.agency_id,
                purpose=code_of(purpose) if purpose else "",
                level_asked=DETAIL,
                level_granted=DETAIL if is_allowed else NOTHING,
                gate="",
                policy_version=load_policy().version,
                family_ref=family_ref,
                subject_refs=subject_refs,
                agreement_refs=agreement_refs,
                break_glass_ref=break_glass_ref,
                enquiry_ref=enquiry_ref,
                categories=(about,) if about else (),
                reason_given=reason_given,
            ),
        )
        yield Desk(worker, code_of(purpose) if purpose else "", today(), timezone.now())


@dataclass
class QuestionAccess:
    """An open door for one yes-or-no question: what it came to is put in the log before it is told to anybody."""

    standing: Standing
    now: datetime
    enquiry_ref: str = ""  # the database puts whom it was about into the line by this: it knows also of who hides
    level: int = NOTHING
    gate: str = ""
    agreement_refs: tuple[str, ...] = ()

    @property
    def is_family_visible(self) -> bool:
        """Answer whether the family may read at once that it was asked: not where the question is for safety's sake."""
        return self.standing.purpose != Purpose.SAFEGUARDING


@contextmanager
def open_question(worker: SignedInWorker, purpose: PurposeChoice | str) -> Iterator[QuestionAccess]:
    """Open one transaction in which agencies are asked about exactly one person, and the log says what came of it."""
    with one_moment(), pghistory.context(worker=worker.worker_id, action=QUESTION):
        begin(worker, purpose, scope=DESK)
        access = QuestionAccess(Standing.of(worker, code_of(purpose)), timezone.now())
        yield access
        record(
            worker,
            Line(
                action=QUESTION,
                worker_id=worker.worker_id,
                role=worker.roles[0] if worker.roles else "",
                agency_id=worker.agency_id,
                purpose=access.standing.purpose,
                level_asked=CONTACT,
                level_granted=access.level,
                gate=access.gate,
                policy_version=access.standing.policy_version,
                agreement_refs=access.agreement_refs,
                enquiry_ref=access.enquiry_ref,
                is_family_visible=access.is_family_visible,
            ),
        )
