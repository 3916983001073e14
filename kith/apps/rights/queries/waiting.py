"""What waits for a worker in information governance: requests with a clock, lists to approve, holds to end."""

from __future__ import annotations

from datetime import datetime, time

from django.urls import reverse
from django.utils.timezone import make_aware

from kith.apps.agencies.queries import SignedInWorker
from kith.apps.base.waiting import Waiting
from kith.apps.rights.queries.disposal import list_disposals
from kith.apps.rights.queries.holds import list_holds
from kith.apps.rights.queries.requests import list_requests
from kith.rules.access import Role


def list_waiting(worker: SignedInWorker) -> tuple[Waiting, ...]:
    """Return what this worker owes, the most urgent first."""
    if not worker.has_role(Role.INFORMATION_GOVERNANCE):
        return ()
    found = [
        Waiting(
            f"{row.kind_label}: {row.state_label.lower()} ({row.ref})",
            reverse("rights:request", args=[row.ref]),
            make_aware(datetime.combine(row.due_on, time(17))),
            row.is_overdue,
        )
        for row in list_requests(worker)
        if not row.is_closed and not row.is_paused and row.handler_id in (None, worker.worker_id)
    ]
    found += [
        Waiting(f"Approve what is to be destroyed ({row.ref})", reverse("rights:disposal", args=[row.ref]))
        for row in list_disposals(worker)
        if row.can_approve
    ]
    found += [
        Waiting(f"Say if a legal hold may end ({hold.ref})", reverse("rights:holds"))
        for hold in list_holds(worker)
        if hold.can_end
    ]
    return tuple(found)
