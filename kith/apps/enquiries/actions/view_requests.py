"""Asks that whoever a question was about is brought into view, because somebody is helping them."""

from __future__ import annotations

from django.utils import timezone

from kith.apps.agencies.queries import SignedInWorker
from kith.apps.audit.actions import WRITE
from kith.apps.enquiries.models import Enquiry, ViewRequest
from kith.apps.governance.access import open_desk


def ask_to_bring_into_view(*, enquiry_ref: str, reason: str, by: SignedInWorker) -> None:
    """Note the request; it is the same for somebody who is known, shielded or nobody at all, and tells nothing."""
    with open_desk(by, action=WRITE) as desk:
        is_mine = Enquiry.objects.filter(ref=enquiry_ref, asked_by=by.worker_id).exists()
        if is_mine and not ViewRequest.objects.filter(enquiry_ref=enquiry_ref).exists():
            ViewRequest.objects.create(
                enquiry_ref=enquiry_ref,
                reason=reason,
                asked_by=by.worker_id,
                agency_id=by.agency_id,
                asked_at=desk.now,
            )


def mark_brought_into_view(*, enquiry_ref: str, by: str, alias: str = "owner") -> None:
    """Note that the job has carried a request out, whether it found anybody or not."""
    ViewRequest.objects.using(alias).filter(enquiry_ref=enquiry_ref).update(done_at=timezone.now())
