"""What waits for a worker: agreements, changes of role and purpose, notices to stop, and requests from outside."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.urls import reverse
from django.utils import timezone

from kith.apps.agencies.queries import SignedInWorker, list_workers_in_role
from kith.apps.base.clock import today
from kith.apps.base.waiting import Waiting
from kith.apps.governance.models import Agreement, OutsideRequest, PolicyVersion, StopNotice
from kith.apps.governance.policies_of_sharing import can_change_policy, can_govern
from kith.rules.access import Role
from kith.rules.agreements import DRAFT, stands


def list_waiting_about_sharing(worker: SignedInWorker) -> Iterator[Waiting]:
    """Yield what waits; read inside an open desk."""
    if can_govern(worker):
        yield from _agreements(worker)
        yield from _requests(worker)
    if can_change_policy(worker):
        yield from _proposals(worker)
    if _answers_for_agency(worker):
        yield from _notices(worker)


def _answers_for_agency(worker: SignedInWorker) -> bool:
    """Answer whether notices to the agency are this worker's: a manager's, or everybody's where there is none."""
    if worker.has_role(Role.MANAGER) or can_govern(worker):
        return True
    there = (Role.MANAGER, Role.INFORMATION_GOVERNANCE)
    return not any(list_workers_in_role(role, worker.agency_id) for role in there)


def _agreements(worker: SignedInWorker) -> Iterator[Waiting]:
    for row in Agreement.objects.all():
        url = reverse("governance:agreement", args=[row.ref])
        if row.state == DRAFT:
            if row.drafted_by != worker.worker_id:
                yield Waiting(f"Read and sign an agreement, or leave it: {row.title}", url)
            continue
        standing = stands(row.state, row.valid_from, row.valid_to, today(), review_on=row.review_on)
        if standing.warning:
            yield Waiting(f"An agreement {standing.words}: {row.title}", url, _end_of(row.valid_to))
        elif standing.is_review_due:
            yield Waiting(f"Look again at an agreement: {row.title}", url, _end_of(row.review_on), is_overdue=True)


def _requests(worker: SignedInWorker) -> Iterator[Waiting]:
    for row in OutsideRequest.objects.filter(decider_id=worker.worker_id, decision_ref=""):
        url = reverse("governance:outside_request", args=[row.ref])
        text = f"Decide about a request from outside the agreements ({row.ref})"
        yield Waiting(text, url, _end_of(row.due_on + timedelta(days=1)), is_overdue=row.due_on < today())


def _proposals(worker: SignedInWorker) -> Iterator[Waiting]:
    rows = PolicyVersion.objects.filter(approved_at=None, declined_at=None).exclude(proposed_by=worker.worker_id)
    for row in rows:
        text = f"Approve or decline a change of who may see what ({row.version})"
        yield Waiting(text, reverse("governance:policy_version", args=[row.version]))


def _notices(worker: SignedInWorker) -> Iterator[Waiting]:
    for row in StopNotice.objects.filter(to_agency=worker.agency_id, done_at=None):
        text = f"Somebody took back their yes: stop using what you were shown ({row.ref})"
        due = _end_of(row.due_on + timedelta(days=1))
        yield Waiting(text, reverse("governance:stop_notice", args=[row.ref]), due, is_overdue=row.due_on < today())


def _end_of(day: date | None) -> datetime | None:
    """Return the midnight at which ``day`` begins: the last day inside has then passed."""
    return timezone.make_aware(datetime.combine(day, time())) if day else None
