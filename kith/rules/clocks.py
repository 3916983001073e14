"""By when something must be done: from a rule that the council can change, and the moment that it counts from.

A rule has versions, each in force from a day; what was started under one stays due by it, so what is stored is the day
with the rule's name and version. Hours run day and night. Working days are counted as in the national returns: the day
it starts is day nought. Days, weeks and months end with their last day; one that is no working day may be said to fall
on the working day before. All days are London's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from kith.rules.bank_holidays import Once, is_working_day, working_days_after
from kith.rules.rights import months_after

LONDON = ZoneInfo("Europe/London")
HOURS, WORKING_DAYS, DAYS, WEEKS, MONTHS = "hours", "working_days", "days", "weeks", "months"
UNITS = (HOURS, WORKING_DAYS, DAYS, WEEKS, MONTHS)
STAYS, BEFORE = "stays", "before"
NATIONAL, LOCAL, PROPOSED = "national", "local", "proposed"
STANDINGS = (NATIONAL, LOCAL, PROPOSED)


@dataclass(frozen=True)
class ClockRule:
    """One version of a clock. ``standing`` says who set it: national, a council, or proposed by Kith."""

    rule_id: str
    version: str
    valid_from: date
    words: str
    unit: str
    length: int
    day_ends: time | None = None  # when the last day is over; ``None``: at midnight
    on_closed_day: str = STAYS
    standing: str = LOCAL
    source: str = ""


@dataclass(frozen=True)
class Due:
    """By when, and which version of which rule says so: stored beside what is due."""

    at: datetime
    rule_id: str
    version: str

    def is_overdue(self, now: datetime) -> bool:
        """Answer whether the moment is past."""
        return now >= self.at


def due(rule: ClockRule, started_at: datetime, holidays: tuple[Once, ...] = ()) -> Due:
    """Return by when ``rule`` says what started then must be done; ``started_at`` knows its time zone."""
    assert started_at.tzinfo is not None, "a moment without a time zone is two moments twice a year"
    if rule.unit == HOURS:
        at = (started_at.astimezone(UTC) + timedelta(hours=rule.length)).astimezone(LONDON)
        return Due(at, rule.rule_id, rule.version)
    last = _last_day(rule, started_at.astimezone(LONDON).date(), holidays)
    return Due(_end_of(last, rule.day_ends), rule.rule_id, rule.version)


def rule_on(rules: Iterable[ClockRule], rule_id: str, on: date) -> ClockRule | None:
    """Return the version of a clock that was in force on a day: the latest that had begun."""
    begun = [rule for rule in rules if rule.rule_id == rule_id and rule.valid_from <= on]
    return max(begun, key=lambda rule: rule.valid_from, default=None)


def read_clock(values: Mapping[str, object]) -> tuple[ClockRule, ...]:
    """Return every version of the clock of one definitions file; ``ValueError`` says what is wrong with it."""
    versions = values.get("versions")
    if not isinstance(versions, list) or not versions:
        raise ValueError("it has no versions")
    read = tuple(_read_version(str(values["id"]), str(values["words"]), one) for one in versions)
    for what in ("version", "valid_from"):
        if len({getattr(rule, what) for rule in read}) != len(read):
            raise ValueError(f"two of its versions have one {what}")
    return read


def _read_version(rule_id: str, words: str, values: Mapping[str, object]) -> ClockRule:
    units = [unit for unit in UNITS if unit in values]
    if len(units) != 1:
        raise ValueError(f"a version gives one of: {', '.join(UNITS)}")
    length = values[units[0]]
    if not isinstance(length, int) or isinstance(length, bool) or length < 1:
        raise ValueError(f"{units[0]} is a whole number above nought")
    closed, standing = str(values.get("on_closed_day", STAYS)), str(values.get("standing", LOCAL))
    if closed not in (STAYS, BEFORE) or standing not in STANDINGS:
        raise ValueError(f"on_closed_day is {STAYS} or {BEFORE}; standing is one of {', '.join(STANDINGS)}")
    ends = values.get("day_ends")
    return ClockRule(
        rule_id=rule_id,
        version=str(values["version"]),
        valid_from=_day(values["valid_from"]),
        words=words,
        unit=units[0],
        length=length,
        day_ends=time.fromisoformat(str(ends)) if ends else None,
        on_closed_day=closed,
        standing=standing,
        source=str(values.get("source", "")),
    )


def _day(value: object) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def _last_day(rule: ClockRule, start: date, holidays: tuple[Once, ...]) -> date:
    if rule.unit == WORKING_DAYS:
        return working_days_after(start, rule.length, holidays)
    last = {
        DAYS: start + timedelta(days=rule.length),
        WEEKS: start + timedelta(weeks=rule.length),
        MONTHS: months_after(start, rule.length),
    }[rule.unit]
    while rule.on_closed_day == BEFORE and last > start and not is_working_day(last, holidays):
        last -= timedelta(days=1)
    return last


def _end_of(day: date, ends: time | None) -> datetime:
    if ends is None:
        return datetime.combine(day + timedelta(days=1), time.min, LONDON)
    return datetime.combine(day, ends, LONDON)
