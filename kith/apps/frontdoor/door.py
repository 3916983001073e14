"""Opens the door to one contact: the database knows who asks, and the log line says about whom, as it closes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pghistory
from django.db import DatabaseError, connection
from django.utils import timezone

from kith.apps.agencies.queries import SignedInWorker
from kith.apps.audit.actions import Line
from kith.apps.base.clock import today
from kith.apps.frontdoor.refusals import ContactMoved, LookingPaused, NoSuchContact
from kith.apps.governance.access import DESK, Desk, begin
from kith.apps.governance.moment import code_of, one_moment, record
from kith.apps.governance.policy_data import load_policy
from kith.apps.governance.queries import PurposeChoice
from kith.rules.access import DETAIL, NOTHING

Purpose = PurposeChoice | str | None
_REF = re.compile(r"CT-[A-Z0-9]{4,17}")
_AT_ONCE, _TOO_OFTEN = "40001", "KL003"  # two changed it in one moment; kith_count_question


@contextmanager
def open_contact(
    worker: SignedInWorker, ref: str, *, action: str, purpose: Purpose = None, reason_given: bool = False
) -> Iterator[Desk]:
    """Hold one transaction about the contact with this ref; whom it is about the database puts into the line."""
    code = code_of(purpose) if purpose else ""
    try:
        with one_moment(), pghistory.context(worker=worker.worker_id, action=action):
            begin(worker, purpose, scope=DESK)
            yield Desk(worker, code, today(), timezone.now())
            # Written as the door closes, so that it names those too who were found while it stood open.
            record(worker, _line(worker, ref, action, code, reason_given, level=DETAIL))
    except NoSuchContact:
        _note_refusal(worker, ref, action, purpose)
        raise
    except DatabaseError as error:
        state = getattr(error.__cause__, "sqlstate", "")
        if state == _AT_ONCE:
            raise ContactMoved from error
        if state == _TOO_OFTEN:
            raise LookingPaused from error
        raise


def _note_refusal(worker: SignedInWorker, ref: str, action: str, purpose: Purpose) -> None:
    """Log that a contact was asked for that this worker does not read; what was begun is undone by now."""
    if connection.in_atomic_block or not is_contact_ref(ref):
        return  # an address that cannot be one is nothing that anybody asked for
    with one_moment():
        begin(worker, purpose, scope=DESK)
        record(worker, _line(worker, ref, action, code_of(purpose) if purpose else "", False, level=NOTHING))


def is_contact_ref(text: str) -> bool:
    """Answer whether a text can be a contact's reference: what is typed into an address may be anything."""
    return bool(_REF.fullmatch(text))


def _line(worker: SignedInWorker, ref: str, action: str, purpose: str, reason_given: bool, *, level: int) -> Line:
    return Line(
        action=action,
        worker_id=worker.worker_id,
        role=worker.roles[0] if worker.roles else "",
        agency_id=worker.agency_id,
        purpose=purpose,
        level_asked=DETAIL,
        level_granted=level,
        gate="",
        policy_version=load_policy().version,
        enquiry_ref=ref,
        reason_given=reason_given,
    )
