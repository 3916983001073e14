"""Reads what this room has for a worker to do: notices to follow up, people to ring, alerts to look into."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from kith.apps.agencies.queries import SignedInWorker
from kith.apps.audit.actions import LIST
from kith.apps.base.waiting import Waiting
from kith.apps.enquiries.models import Enquiry, EnquiryAlert, Notice
from kith.apps.enquiries.models.answer import BY_LINK
from kith.apps.enquiries.models.notice import WITHHELD
from kith.apps.governance.access import open_desk


def list_waiting(worker: SignedInWorker) -> tuple[Waiting, ...]:
    """Return what waits, the most pressing first; what is the agency's and not one's own is one line."""
    with open_desk(worker, action=LIST, about="WAITING"):
        notices = list(Notice.objects.filter(done_at__isnull=True).order_by("due_at"))
        alerts = EnquiryAlert.objects.filter(looked_into_at__isnull=True).count()
        links = Enquiry.objects.filter(asked_by=worker.worker_id, told__kind=BY_LINK, helped=None)
        by_link = list(links.distinct().values_list("ref", flat=True))
    return (*_notices(worker, notices), *_alerts(alerts), *_by_link(by_link))


def _notices(worker: SignedInWorker, notices: list[Notice]) -> list[Waiting]:
    now = timezone.now()
    mine = [notice for notice in notices if notice.worker_id == worker.worker_id]
    waiting = [
        Waiting(
            f"Ring whoever asked: they must hear it from a person ({notice.enquiry_ref})"
            if notice.kind == WITHHELD
            else f"Somebody was told that you hold something: speak with them ({notice.enquiry_ref})",
            reverse("enquiries:notice", args=[notice.pk]),
            notice.due_at,
            notice.due_at < now,
        )
        for notice in mine
    ]
    others = [notice for notice in notices if notice.worker_id != worker.worker_id]
    if others:
        text = "Notices to your agency that nobody has followed up: " + str(len(others))
        first = others[0].due_at
        waiting.append(Waiting(text, reverse("enquiries:notices"), first, first < now))
    return waiting


def _alerts(how_many: int) -> list[Waiting]:
    text = f"Look into how questions were asked: {how_many}"
    return [Waiting(text, reverse("enquiries:alerts"))] if how_many else []


def _by_link(refs: list[str]) -> list[Waiting]:
    return [
        Waiting(f"An agency answered your question ({ref})", reverse("enquiries:enquiry", args=[ref])) for ref in refs
    ]
