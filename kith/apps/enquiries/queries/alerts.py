"""Reads alerts about how questions are asked, for the privacy officer of whoever asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kith.apps.agencies.queries import SignedInWorker, list_speakers
from kith.apps.audit.actions import LIST
from kith.apps.enquiries.models import EnquiryAlert
from kith.apps.enquiries.models.enquiry_alert import COLLEAGUE, DAY_LIMIT, MISSES_THEN_HIT, OWN_SURNAME
from kith.apps.governance.access import open_desk

WORDS = {
    OWN_SURNAME: "Asked about somebody with their own surname",
    COLLEAGUE: "Asked about somebody with a colleague's surname",
    MISSES_THEN_HIT: "Several questions without a record on one name or birth date, then one with a record",
    DAY_LIMIT: "Came to the day's limit of questions",
}
MOST = 100


@dataclass(frozen=True)
class AlertRow:
    """One alert."""

    key: str
    words: str
    worker_name: str
    enquiry_ref: str
    at: datetime
    looked_into: str
    looked_into_at: datetime | None


def list_alerts(worker: SignedInWorker) -> tuple[AlertRow, ...]:
    """Return the alerts about others of the worker's agency; the list is logged."""
    with open_desk(worker, action=LIST, about="QUESTION_ALERTS"):
        rows = list(EnquiryAlert.objects.order_by("-at")[:MOST])
        people = list_speakers({row.worker_id for row in rows})
        return tuple(
            AlertRow(
                key=str(row.pk),
                words=WORDS[row.kind],
                worker_name=people[row.worker_id].name if row.worker_id in people else "",
                enquiry_ref=row.enquiry_ref,
                at=row.at,
                looked_into=row.looked_into,
                looked_into_at=row.looked_into_at,
            )
            for row in rows
        )
