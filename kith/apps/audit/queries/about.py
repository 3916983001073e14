"""What the log says about one person, for that person: their own entries, and nobody else's reference on them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connections

from kith.apps.audit.models import WithheldLine
from kith.apps.base.clock import today

AUDIT = "audit"
EMERGENCY, QUESTION_ASKED = "EMERGENCY", "QUESTION"


@dataclass(frozen=True)
class EntryAbout:
    """One entry. ``why`` is a kind of tie (LEAD, TEAM, DUTY ...), QUESTION or EMERGENCY; ``level`` the highest shown.

    ``is_by_own_agreement``: it rested on what this person agreed to; otherwise ``basis`` says on what.
    """

    event_id: int
    at: datetime
    agency_id: str
    role: str
    purpose: str
    action: str
    categories: tuple[str, ...]
    level: int
    why: str
    basis: str
    is_by_own_agreement: bool
    is_by_own_advocate: bool


@dataclass(frozen=True)
class WithheldRow:
    """One entry that a person is not shown for now."""

    ref: str
    event_id: int
    why: str
    review_on: date
    asked_by: int
    is_confirmed: bool
    is_overdue: bool


def list_entries_about(person_ref: str, *, using: str = AUDIT, most: int = 500) -> tuple[EntryAbout, ...]:
    """Return who was shown what about this person, newest first; empty where ``using`` may not read about them.

    As ``portal`` only about the person whose account is open; as ``default`` only inside the open door of their family.
    """
    with connections[using].cursor() as cursor:
        cursor.execute("select * from kith_log_about(%s) limit %s", [person_ref, most])
        return tuple(_entry(*row) for row in cursor.fetchall())


def list_withheld() -> tuple[WithheldRow, ...]:
    """Return what is withheld now, the next to be looked at first."""
    rows = WithheldLine.objects.using(AUDIT).filter(ended_at=None).order_by("review_on", "id")
    return tuple(
        WithheldRow(
            row.ref, row.event_id, row.why, row.review_on, row.asked_by, row.confirmed_by is not None,
            row.review_on < today(),
        )
        for row in rows
    )  # fmt: skip


def count_withheld() -> int:
    """Return how many entries are withheld now, for the partnership board."""
    return WithheldLine.objects.using(AUDIT).filter(ended_at=None).count()


def _entry(
    event_id: int,
    at: datetime,
    agency_id: str,
    role: str,
    purpose: str,
    action: str,
    categories: list[str],
    level: int,
    tie_kind: str,
    basis: str,
    is_enquiry: bool,
    is_emergency: bool,
    is_by_preference: bool,
    is_on_behalf: bool,
) -> EntryAbout:
    why = EMERGENCY if is_emergency else QUESTION_ASKED if is_enquiry or action == "QUESTION" else tie_kind
    return EntryAbout(
        event_id, at, agency_id, role, purpose, action, tuple(sorted(categories)), level, why, basis, is_by_preference,
        is_on_behalf,
    )  # fmt: skip
