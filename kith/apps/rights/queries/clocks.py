"""Reads when what is held of a person goes: for information governance, and for the person themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kith.apps.agencies.queries import SignedInWorker
from kith.apps.audit.actions import VIEW
from kith.apps.governance.access import open_desk
from kith.apps.rights.clocks import LABELS, label_of
from kith.apps.rights.definitions import load_schedule
from kith.apps.rights.models import ClockOrder, KeptClock
from kith.rules.access import Purpose
from kith.rules.bundle_review import SENSITIVE
from kith.rules.retention import ACTIONS, in_words
from kith.vocabulary.codes.categories import CATEGORIES

ON_HOLD_WORDS = "It is kept for now, and looked at again later."


@dataclass(frozen=True)
class RetentionDate:
    """One kind of information: when it goes (``None``: not yet known) and why, in words for the person."""

    label: str
    goes_on: date | None
    why: str


@dataclass(frozen=True)
class ClockRow:
    """One category in one room, for information governance."""

    room: str
    label: str
    held: int
    goes_on: date | None
    what_happens: str
    why: str
    is_on_hold: bool


@dataclass(frozen=True)
class PersonClocks:
    """``worked_out_on`` is empty while the job has not come round."""

    person_ref: str
    worked_out_on: date | None
    clocks: tuple[ClockRow, ...]


def list_retention_dates(person_ref: str, alias: str = "default") -> tuple[RetentionDate, ...]:
    """Return how long each kind is kept, with the day it goes where that is known and tells nothing in secret.

    Every kind is in the list for everybody: that something sensitive is held of somebody is not told by its day. On the
    portal's alias the database gives only the rows of the person whose sitting is open.
    """
    rows = KeptClock.objects.using(alias).filter(person_ref=person_ref).order_by("label", "goes_on")
    latest: dict[str, RetentionDate] = {}
    for row in rows:
        known = latest.get(row.label)
        if _may_be_told(row.category) and (known is None or _is_later(row.goes_on, known.goes_on)):
            latest[row.label] = as_told(row.label, row.goes_on, row.why, row.is_on_hold)
    return tuple(latest.values()) + tuple(one for one in _in_general() if one.label not in latest)


def as_told(label: str, goes_on: date | None, why: str, is_on_hold: bool) -> RetentionDate:
    """Return the same for the person: who holds it up by law, an inquiry it may be about them, is not told."""
    return RetentionDate(label, None, ON_HOLD_WORDS) if is_on_hold else RetentionDate(label, goes_on, why)


def _may_be_told(category: str) -> bool:
    known = CATEGORIES.get(category)
    return known.sensitivity < SENSITIVE if known else category in LABELS


def _is_later(day: date | None, than: date | None) -> bool:
    return than is not None and (day is None or day > than)


def find_person_clocks(worker: SignedInWorker, person_ref: str) -> PersonClocks | None:
    """Return what is held of a person and when it goes; ``None`` where nobody asked for it or it is not for them."""
    with open_desk(worker, action=VIEW, purpose=Purpose.RIGHTS, subject_refs=[person_ref]):
        order = ClockOrder.objects.filter(pk=person_ref).first()
        if order is None:
            return None
        rows = KeptClock.objects.filter(person_ref=person_ref).order_by("room", "label")
        return PersonClocks(person_ref, order.worked_out_on, tuple(_row(row) for row in rows))


def _row(row: KeptClock) -> ClockRow:
    return ClockRow(row.room, row.label, row.held, row.goes_on, ACTIONS.get(row.action, ""), row.why, row.is_on_hold)


def _in_general() -> tuple[RetentionDate, ...]:
    rules = load_schedule().rules
    return tuple(
        RetentionDate(label_of(category), None, f"{in_words(rule)} {rule.basis}")
        for rule in rules
        for category in sorted(rule.categories)
        if not rule.kinds
    )
