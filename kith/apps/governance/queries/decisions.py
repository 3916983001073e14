"""Reads decisions to share or not, and requests from outside the agreements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from kith.apps.agencies.queries import list_worker_names, list_workers_in_role
from kith.apps.base.clock import today
from kith.apps.governance.models import OutsideRequest, SharingDecision
from kith.apps.governance.queries.agreement_pages import agency_names
from kith.rules.access import Role
from kith.vocabulary.codes.lawful_bases import LAWFUL_BASES

REQUEST_KINDS = {
    "IMMIGRATION": "Immigration enforcement",
    "BENEFITS_ENFORCEMENT": "Benefits enforcement",
    "POLICE_DETECTION": "Police, to find out about a crime",
    "COURT": "A court, or somebody's lawyer",
    "OTHER": "Somebody else",
    "WITHIN": "An agency or person we work with",
}


@dataclass(frozen=True)
class DecisionRow:
    """A decision to share or not, for whoever answers for it."""

    ref: str
    about: str
    asked_by: str
    holder: str
    what: str
    outcome: str
    basis: str
    reason: str
    detriment: str
    is_under_duty: bool
    is_identifier_withheld: bool
    decided_at: datetime
    decider: str


@dataclass(frozen=True)
class RequestRow:
    """A request from outside: refused, unless the decision says otherwise."""

    ref: str
    kind: str
    asked_by: str
    about: str
    wanted: str
    their_basis: str
    holder: str
    held_by: str
    received_on: date
    due_on: date
    decider_id: int
    decider: str
    decision: DecisionRow | None
    is_overdue: bool


def list_decisions(*, newest: int = 200) -> tuple[DecisionRow, ...]:
    """Return the newest decisions that this worker may read, inside an open desk."""
    return _decision_rows(list(SharingDecision.objects.order_by("-decided_at")[:newest]))


def list_requests(ref: str | None = None) -> tuple[RequestRow, ...]:
    """Return the requests from outside that this worker may read, those that wait first; or the one with this ref."""
    rows = OutsideRequest.objects.order_by("decision_ref", "-received_on")
    rows = rows if ref is None else rows.filter(ref=ref)
    listed = list(rows[:200])
    found = SharingDecision.objects.filter(ref__in=[row.decision_ref for row in listed if row.decision_ref])
    decisions = {row.ref: row for row in _decision_rows(list(found))}
    names, people = agency_names(), list_worker_names({row.decider_id for row in listed})
    return tuple(
        RequestRow(
            ref=row.ref,
            kind=REQUEST_KINDS[row.kind],
            asked_by=row.asked_by,
            about=row.about,
            wanted=row.wanted,
            their_basis=row.their_basis,
            holder=names.get(row.held_by, row.held_by),
            held_by=row.held_by,
            received_on=row.received_on,
            due_on=row.due_on,
            decider_id=row.decider_id,
            decider=people.get(row.decider_id, ""),
            decision=decisions.get(row.decision_ref),
            is_overdue=not row.decision_ref and row.due_on < today(),
        )
        for row in listed
    )


def count_decisions() -> tuple[tuple[str, int, int, int], ...]:
    """Return by kind how many were shared, not shared, and wait (refused meanwhile): for the board, nobody named."""
    counted: dict[str, dict[str, int]] = {}
    with connection.cursor() as cursor:
        cursor.execute("select kind, outcome, number from kith_count_decisions()")
        for kind, outcome, number in cursor.fetchall():
            counted.setdefault(kind, {})[outcome] = number
    rows = [(label, counted[kind]) for kind, label in REQUEST_KINDS.items() if kind in counted]
    return tuple((label, row.get("SHARED", 0), row.get("NOT_SHARED", 0), row.get("WAITING", 0)) for label, row in rows)


def list_deciders() -> tuple[tuple[int, str, str], ...]:
    """Return those who can be named to decide about a request: number, name and agency."""
    return list_workers_in_role(Role.INFORMATION_GOVERNANCE)


def _decision_rows(rows: list[SharingDecision]) -> tuple[DecisionRow, ...]:
    names, people = agency_names(), list_worker_names({row.decided_by for row in rows})
    return tuple(
        DecisionRow(
            ref=row.ref,
            about=row.about,
            asked_by=row.asked_by,
            holder=names.get(row.held_by, row.held_by),
            what=row.what,
            outcome=row.outcome,
            basis=LAWFUL_BASES[row.basis].words if row.basis in LAWFUL_BASES else row.basis,
            reason=row.reason,
            detriment=row.detriment,
            is_under_duty=row.is_under_duty,
            is_identifier_withheld=row.is_identifier_withheld,
            decided_at=row.decided_at,
            decider=people.get(row.decided_by, ""),
        )
        for row in rows
    )
