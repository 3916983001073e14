"""Writes what auditors make of sampled reasons, and which entries are withheld from the person they are about.

Inside the transaction that the caller holds open, as whoever is signed in.
"""

from __future__ import annotations

from datetime import date, datetime

from kith.apps.audit.models import AccessEvent, SampledReason, WithheldLine
from kith.apps.audit.models.sample import ASK, FINE, WRONG
from kith.apps.base.refs import new_ref
from kith.vocabulary.errors import KithError

AUDIT = "audit"
MARKS = frozenset({FINE, ASK, WRONG})


class NotYoursToMark(KithError):
    """A worker may not judge a reason of their own."""

    code = "K425"


class CannotWithhold(KithError):
    """An entry cannot be withheld, or its withholding not confirmed, by this worker."""

    code = "K426"


def mark_reason(sample_id: int, *, mark: str, note: str, worker_id: int, now: datetime) -> bool:
    """Keep what somebody made of a drawn reason; say whether there is such a one."""
    row = SampledReason.objects.filter(pk=sample_id).first()
    if row is None or mark not in MARKS:
        return False
    if AccessEvent.objects.using(AUDIT).filter(pk=row.event_id, worker_id=worker_id).exists():
        raise NotYoursToMark(
            "This reason is one that you typed yourself.",
            not_done="Nothing was marked.",
            mend="Leave it to somebody else who watches the log.",
        )
    row.mark, row.note, row.marked_by, row.marked_at = mark, note, worker_id, now
    row.save(update_fields=["mark", "note", "marked_by", "marked_at"])
    return True


def withhold_line(event_id: int, *, why: str, review_on: date, worker_id: int, now: datetime) -> str:
    """Keep an entry from the person it is about until somebody ends it; a second person must confirm."""
    is_there = AccessEvent.objects.using(AUDIT).filter(pk=event_id).exists()
    if not is_there or WithheldLine.objects.filter(event_id=event_id, ended_at=None).exists():
        raise CannotWithhold(
            "There is no such entry, or it is withheld already.",
            not_done="Nothing was changed.",
            mend="See the list of what is withheld.",
        )
    ref = new_ref("WH")
    WithheldLine.objects.create(
        ref=ref, event_id=event_id, why=why, review_on=review_on, asked_by=worker_id, asked_at=now
    )
    return ref


def confirm_withheld(ref: str, *, worker_id: int, now: datetime) -> None:
    """Let a second person say yes."""
    row = _get(ref)
    if row.asked_by == worker_id or row.confirmed_by is not None:
        raise CannotWithhold(
            "A second person confirms what is withheld, once.",
            not_done="Nothing was confirmed.",
            mend="Ask another information governance colleague to look at it.",
        )
    row.confirmed_by, row.confirmed_at = worker_id, now
    row.save(update_fields=["confirmed_by", "confirmed_at"])


def end_withheld(ref: str, *, worker_id: int, now: datetime) -> None:
    """Let the person read the entry from now on."""
    row = _get(ref)
    row.ended_by, row.ended_at = worker_id, now
    row.save(update_fields=["ended_by", "ended_at"])


def extend_withheld(ref: str, *, review_on: date) -> None:
    """Look at it again on a later day."""
    row = _get(ref)
    row.review_on = review_on
    row.save(update_fields=["review_on"])


def _get(ref: str) -> WithheldLine:
    row = WithheldLine.objects.filter(ref=ref, ended_at=None).first()
    if row is None:
        raise CannotWithhold(
            "This entry is not withheld any more.", not_done="Nothing was changed.", mend="See the list once more."
        )
    return row
