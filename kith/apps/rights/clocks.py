"""Works out, from what every room tells of a person, when each part of it goes; reads as a job, on the job's alias."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from kith.apps.base.hooks import Told, list_holdings
from kith.apps.people.queries.rights import list_families_of
from kith.apps.rights.ahead import Ahead
from kith.apps.rights.definitions import load_schedule
from kith.apps.rights.models import LegalHold
from kith.apps.rights.models.legal_hold import CATEGORY, EVERYTHING
from kith.rules import retention
from kith.rules.retention import Held, Hold, Keeping
from kith.vocabulary.codes.categories import CATEGORIES

# The log goes by whole sealed stretches, and holds up nobody's records.
APART = frozenset({"LOG"})
LABELS = {
    "SHARING": "what you agreed to, and what was decided about sharing",
    "RIGHTS": "what you asked of us",
    "LOG": "who looked at your information",
    "PORTAL": "your own sign-in",
    "ENQUIRY": "answers to yes or no questions",
}
_ORDERS = frozenset({"YOUTH_JUSTICE_ORDER", "CP_PLAN"})


@dataclass(frozen=True)
class Clock:
    """When one category of one person in one room goes; ``told`` is what is held."""

    room: str
    category: str
    told: tuple[Told, ...]
    keeping: Keeping

    @property
    def label(self) -> str:
        """What the category is called."""
        return label_of(self.category)


def sha256_of(told: Iterable[Told]) -> str:
    """Return a hash of what is told, by which a certificate can be held against a copy."""
    lines = sorted(f"{one.happened_on}|{one.agency_id}|{one.kind}|{one.text}" for one in told)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def label_of(category: str) -> str:
    """Return what a category is called on a page."""
    known = CATEGORIES.get(category)
    return LABELS.get(category) or (known.label if known else category.lower().replace("_", " "))


def list_told(person_ref: str, alias: str, ahead: Ahead | None = None) -> tuple[Told, ...]:
    """Return what every room holds of the person; of which rooms nothing is held may have been read ahead."""
    asked = [one for one in list_holdings() if ahead is None or ahead.may_hold(one.room, person_ref)]
    return tuple(told for holdings in asked for told in holdings.tell(person_ref, alias))


def work_out_clocks(person_ref: str, *, on: date, alias: str, ahead: Ahead | None = None) -> tuple[Clock, ...]:
    """Return a clock for each room and category in which something is held, holds counted."""
    told = list_told(person_ref, alias, ahead)
    groups: dict[tuple[str, str], list[Told]] = {}
    for one in told:
        groups.setdefault((one.room, one.category), []).append(one)
    schedule = load_schedule()
    common = _common(told)
    answers = {key: retention.work_out(schedule, _held(key[1], mine, common)) for key, mine in groups.items()}
    last = {key for key, mine in groups.items() if _stays_with_the_last(key[1], mine, schedule.with_the_last)}
    others = [answer for key, answer in answers.items() if key not in last and key[1] not in APART]
    for key in last:
        is_open = any(one.is_open for one in groups[key])
        answers[key] = answers[key] if is_open else retention.with_the_last(key[1], others)
    holds = list_holds(person_ref, alias, ahead)
    return tuple(
        Clock(*key, tuple(groups[key]), retention.under_holds(answer, _of_category(holds, key[1]), on))
        for key, answer in sorted(answers.items())
    )


def list_holds(person_ref: str, alias: str, ahead: Ahead | None = None) -> tuple[tuple[str, Hold], ...]:
    """Return every hold that reaches the person, with the category it is of (empty: all)."""
    is_read = ahead is not None and person_ref in ahead.people
    rows = ahead.holds_of(person_ref) if ahead and is_read else _read_holds(person_ref, alias)
    return tuple(
        (row.category if row.scope == CATEGORY else "", Hold(row.ref, row.authority, row.starts_on, row.ends_on))
        for row in rows
    )


def _read_holds(person_ref: str, alias: str) -> Iterable[LegalHold]:
    families = list_families_of(person_ref, alias)
    reach = Q(person_ref=person_ref) | Q(family_ref__in=families) | Q(scope__in=(CATEGORY, EVERYTHING))
    return LegalHold.objects.using(alias).filter(reach).order_by("starts_on", "ref")


def _of_category(holds: Iterable[tuple[str, Hold]], category: str) -> list[Hold]:
    return [hold for of, hold in holds if of in ("", category)]


def _stays_with_the_last(category: str, told: list[Told], stay: frozenset[str]) -> bool:
    return category in stay and not any(one.goes_on for one in told)


def _common(told: Iterable[Told]) -> dict[str, date | None]:
    """Return the days that count for all that is held of a person: their birth, and the end of the last help."""
    told = list(told)
    work = [one for one in told if one.code == "INVOLVEMENT"]
    is_open = any(one.is_open for one in work)
    ends = [one.ended_on for one in work if one.ended_on]
    last = [day for one in told if one.category not in APART for day in (one.happened_on, one.ended_on) if day]
    closed = None if is_open else max(ends, default=max(last, default=None))
    return {
        retention.BIRTH: next((one.happened_on for one in told if one.code == "BIRTH"), None),
        retention.CASE_CLOSED: closed,
    }


def _held(category: str, told: list[Told], common: dict[str, date | None]) -> Held:
    days = [day for one in told for day in (one.happened_on, one.ended_on) if day]
    orders = [one.happened_on for one in told if one.code in _ORDERS and one.happened_on]
    last = max(days, default=None)
    own = [one.goes_on for one in told if one.goes_on]
    events = {
        **common,
        retention.LAST_ACTION: last,
        retention.ORDER_DATE: max(orders, default=last),
        retention.ANSWERED: last,
    }
    return Held(
        category,
        frozenset(one.code for one in told if one.code),
        events,
        is_open=any(one.is_open for one in told),
        goes_on=max(own) if own and len(own) == len(told) else None,
    )
