"""What waits for a worker about emergencies, shields and clearances. No line names a person."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from kith.apps.agencies.queries import SignedInWorker, list_clearances
from kith.apps.base.clock import today
from kith.apps.base.waiting import Waiting
from kith.apps.governance.policies import CLEARANCE_GIVERS, can_keep_shields
from kith.apps.governance.queries.emergency import list_my_openings, list_reviews
from kith.apps.governance.queries.safety_pages import list_shields
from kith.rules.access import Role
from kith.rules.emergency import GLASS


def list_waiting_about_safety(worker: SignedInWorker) -> Iterator[Waiting]:
    """Yield what waits; read inside an open desk."""
    yield from _own_openings(worker)
    if worker.has_role(Role.INFORMATION_GOVERNANCE) or worker.has_role(Role.AUDITOR):
        yield from _reviews(worker)
    if can_keep_shields(worker):
        yield from _shields(worker)
    if any(worker.has_role(role) for role in CLEARANCE_GIVERS):
        yield from _clearances(worker)


def _own_openings(worker: SignedInWorker) -> Iterator[Waiting]:
    for opening in list_my_openings(worker):
        words = "is open in an emergency" if opening.kind == GLASS else "is open by your word"
        url = reverse("singleview:family", args=[opening.family_ref])
        yield Waiting(f"A family {words} ({opening.ref})", url, opening.ends_at)


def _reviews(worker: SignedInWorker) -> Iterator[Waiting]:
    """Yield what the worker's agency owes; to an auditor what anybody owes and is overdue."""
    may_answer = worker.has_role(Role.INFORMATION_GOVERNANCE)
    for row in list_reviews():
        if row.kind and may_answer:
            url = reverse("governance:emergency_review", args=[row.ref])
            yield Waiting(f"Say if it was right to open a family ({row.ref})", url, row.due_at, row.is_overdue)
        elif row.is_overdue:
            url = reverse("governance:emergency_reviews")
            yield Waiting(f"No outcome yet for a family that was opened ({row.ref})", url, row.due_at, is_overdue=True)


def _shields(worker: SignedInWorker) -> Iterator[Waiting]:
    for row in list_shields(today()):
        url = reverse("governance:shield", args=[row.shield_id])
        if row.end_asked_by not in (None, worker.worker_id):
            yield Waiting("Somebody asks that a person need not be hidden any more", url)
        elif row.is_due:
            yield Waiting("Look again at whether a person must stay hidden", url, is_overdue=True)


def _clearances(worker: SignedInWorker) -> Iterator[Waiting]:
    for row in list_clearances(today()):
        if row.is_waiting and worker.worker_id not in (row.proposed_by, row.worker_id):
            yield Waiting("Approve or decline a clearance", reverse("governance:clearances"))
