"""Raises alerts about how questions are asked, and records what a privacy officer found."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from kith.apps.agencies.queries import SignedInWorker, list_names
from kith.apps.audit.actions import WRITE
from kith.apps.enquiries.asked import Whom, surname_print
from kith.apps.enquiries.catalogue import load_limits
from kith.apps.enquiries.models import Enquiry, EnquiryAlert
from kith.apps.enquiries.models.enquiry import NO_RECORD
from kith.apps.enquiries.models.enquiry_alert import COLLEAGUE, MISSES_THEN_HIT, OWN_SURNAME
from kith.apps.governance.access import open_desk


def raise_alert(kind: str, *, by: SignedInWorker, at: datetime, enquiry_ref: str = "") -> None:
    """Tell the privacy officers of the asker's agency; whoever asked is told nothing, whatever they asked."""
    EnquiryAlert.objects.bulk_create(
        [EnquiryAlert(kind=kind, worker_id=by.worker_id, agency_id=by.agency_id, enquiry_ref=enquiry_ref, at=at)]
    )


def raise_alerts(enquiry: Enquiry, whom: Whom, *, by: SignedInWorker) -> None:
    """Look at one question for signs of fishing. Every sign is looked for every time, so that none takes longer."""
    names = {worker_id: surname_print(_surname(name)) for worker_id, name in list_names(by.agency_id).items() if name}
    own = names.pop(by.worker_id, "")
    signs = {
        OWN_SURNAME: own == whom.surname_print,
        COLLEAGUE: whom.surname_print in names.values(),
        MISSES_THEN_HIT: _has_missed_often(enquiry) and enquiry.answer != NO_RECORD,
    }
    for kind in (kind for kind, is_there in signs.items() if is_there):
        raise_alert(kind, by=by, at=enquiry.asked_at, enquiry_ref=enquiry.ref)


def look_into_alert(*, key: str, found: str, by: SignedInWorker) -> None:
    """Record what a privacy officer found; nobody looks into an alert about themselves."""
    with open_desk(by, action=WRITE):
        alert = EnquiryAlert.objects.filter(pk=key, looked_into_at__isnull=True).exclude(worker_id=by.worker_id)
        alert.update(looked_into=found, looked_into_at=timezone.now(), looked_into_by=by.worker_id)


def _has_missed_often(enquiry: Enquiry) -> bool:
    limits = load_limits()
    since = enquiry.asked_at - timedelta(minutes=limits.misses_within_minutes)
    asked = Enquiry.objects.filter(asked_by=enquiry.asked_by, asked_at__gte=since, answer=NO_RECORD)
    most = limits.misses_before_a_hit
    same_day = asked.filter(birth_print=enquiry.birth_print).count()
    return same_day > most or asked.filter(surname_print=enquiry.surname_print).count() > most


def _surname(name: str) -> str:
    return name.split()[-1] if name.split() else ""
