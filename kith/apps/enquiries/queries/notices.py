"""Reads what an agency was told: that something it holds was asked about, by whom, and what it did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from kith.apps.agencies.queries import SignedInWorker, Speaker, list_speakers
from kith.apps.audit.actions import LIST, VIEW
from kith.apps.enquiries.catalogue import get_question
from kith.apps.enquiries.models import Notice
from kith.apps.governance.access import open_desk
from kith.apps.governance.queries.purposes import PURPOSE_LABELS
from kith.rules.access import Purpose
from kith.vocabulary.errors import KithError

MOST = 100


class NoSuchNotice(KithError):
    """A notice was asked for that is not this worker's or their agency's."""

    code = "K445"

    def __init__(self) -> None:
        super().__init__(
            "There is no notice here that is yours to follow up.",
            not_done="Nothing was shown and nothing was changed.",
            mend="Go to the list of notices and choose it there; somebody else may have followed it up.",
        )


@dataclass(frozen=True)
class NoticeRow:
    """One notice. ``family_ref`` leads to the family's page, whose door decides if it opens."""

    key: str
    enquiry_ref: str
    kind: str
    asks: str
    purpose: str
    asker: Speaker | None
    asker_role: str
    family_ref: str
    is_mine: bool
    told_at: datetime
    due_at: datetime
    is_overdue: bool
    outcome: str
    done_at: datetime | None
    decision_ref: str


def list_notices(worker: SignedInWorker) -> tuple[NoticeRow, ...]:
    """Return the notices to this worker and, for those who may see them, to their agency; open ones first."""
    with open_desk(worker, action=LIST, about="NOTICES"):
        rows = list(Notice.objects.order_by("done_at", "due_at")[:MOST])
        return _rows(worker, sorted(rows, key=lambda row: (row.done_at is not None, row.due_at)))


def get_notice(worker: SignedInWorker, key: str) -> NoticeRow:
    """Return one notice; the view is logged."""
    with open_desk(worker, action=VIEW):
        rows = _rows(worker, list(Notice.objects.filter(pk=key)))
        if rows:
            return rows[0]
    raise NoSuchNotice


def _rows(worker: SignedInWorker, notices: list[Notice]) -> tuple[NoticeRow, ...]:
    askers = list_speakers({notice.asker_id for notice in notices})
    now = timezone.now()
    return tuple(
        NoticeRow(
            key=str(notice.pk),
            enquiry_ref=notice.enquiry_ref,
            kind=notice.kind,
            asks=get_question(notice.question).asks,
            purpose=PURPOSE_LABELS[Purpose(notice.purpose)],
            asker=askers.get(notice.asker_id),
            asker_role=notice.asker_role,
            family_ref=notice.family_ref,
            is_mine=notice.worker_id == worker.worker_id,
            told_at=notice.told_at,
            due_at=notice.due_at,
            is_overdue=notice.done_at is None and notice.due_at < now,
            outcome=notice.outcome,
            done_at=notice.done_at,
            decision_ref=notice.decision_ref,
        )
        for notice in notices
    )
