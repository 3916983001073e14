"""Writes what those who watch the log decide: the marks on sampled reasons, and which entries are withheld."""

from __future__ import annotations

from datetime import date

from kith.apps.agencies.queries import SignedInWorker
from kith.apps.audit import marking
from kith.apps.audit.actions import DECIDE
from kith.apps.audit.queries import find_line
from kith.apps.governance.access import open_desk
from kith.rules.access import Purpose


def mark_reason(*, sample_id: int, mark: str, note: str, by: SignedInWorker) -> bool:
    """Keep what ``by`` made of a drawn reason; say whether there is such a one."""
    with open_desk(by, action=DECIDE, purpose=Purpose.AUDIT) as desk:
        return marking.mark_reason(sample_id, mark=mark, note=note, worker_id=by.worker_id, now=desk.now)


def withhold_line(*, event_id: int, why: str, review_on: date, by: SignedInWorker) -> str:
    """Keep an entry from the person it is about, until somebody ends it."""
    line = find_line(event_id)
    with open_desk(by, action=DECIDE, purpose=Purpose.AUDIT, family_ref=line.family_ref if line else "") as desk:
        return marking.withhold_line(event_id, why=why, review_on=review_on, worker_id=by.worker_id, now=desk.now)


def confirm_withheld(*, ref: str, by: SignedInWorker) -> None:
    """Say yes as the second person."""
    with open_desk(by, action=DECIDE, purpose=Purpose.AUDIT) as desk:
        marking.confirm_withheld(ref, worker_id=by.worker_id, now=desk.now)


def end_withheld(*, ref: str, by: SignedInWorker) -> None:
    """Let the person read the entry from now on."""
    with open_desk(by, action=DECIDE, purpose=Purpose.AUDIT) as desk:
        marking.end_withheld(ref, worker_id=by.worker_id, now=desk.now)
