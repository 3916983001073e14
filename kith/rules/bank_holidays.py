"""Works out the bank holidays of England and Wales of any year, so that working days can be counted.

Source: Banking and Financial Dealings Act 1971, schedule 1; Good Friday and Christmas Day by common law; New Year's Day
and early May by yearly proclamation since 1974 and 1978. A day that was moved or added once is data, given as ``Once``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

SATURDAY, SUNDAY = 5, 6
_MONDAY = 0


@dataclass(frozen=True)
class Once:
    """A day that was a bank holiday once: ``on`` instead of another day, or beside the others."""

    on: date
    instead_of: date | None = None
    why: str = ""


@lru_cache(maxsize=64)
def bank_holidays(year: int, once: tuple[Once, ...] = ()) -> frozenset[date]:
    """Return the bank holidays of ``year``, with what happened ``once``."""
    easter = easter_sunday(year)
    usual = {
        _moved_off_weekend(date(year, 1, 1)),
        easter - timedelta(days=2),
        easter + timedelta(days=1),
        _first_monday(year, 5),
        _last_monday(year, 5),
        _last_monday(year, 8),
        *_christmas(year),
    }
    gone = {one.instead_of for one in once if one.instead_of}
    return frozenset((usual - gone) | {one.on for one in once if one.on.year == year})


def is_working_day(day: date, once: tuple[Once, ...] = ()) -> bool:
    """Answer whether offices are open: neither a weekend nor a bank holiday."""
    return day.weekday() < SATURDAY and day not in bank_holidays(day.year, once)


def working_days_after(day: date, count: int, once: tuple[Once, ...] = ()) -> date:
    """Return the ``count``-th working day after ``day``: ``day`` itself is day nought, whatever day it is."""
    found = day
    left = count
    while left > 0:
        found += timedelta(days=1)
        left -= is_working_day(found, once)
    return found


def count_working_days(since: date, until: date, once: tuple[Once, ...] = ()) -> int:
    """Return how many working days lie after ``since``, up to and with ``until``."""
    days = (since + timedelta(days=step) for step in range(1, (until - since).days + 1))
    return sum(is_working_day(day, once) for day in days)


def easter_sunday(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (Meeus, Astronomical Algorithms, 2nd ed., chapter 8)."""
    century, in_century = divmod(year, 100)
    golden = year % 19
    leaps, century_rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leaps - correction + 15) % 30
    leap_years, rest = divmod(in_century, 4)
    weekday = (32 + 2 * century_rest + 2 * leap_years - epact - rest) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def read_once(rows: Iterable[dict[str, object]]) -> tuple[Once, ...]:
    """Return the days of a definitions file that were bank holidays once."""
    return tuple(Once(_day(row["day"]), _day(row["instead_of"]) if row.get("instead_of") else None) for row in rows)


def _day(value: object) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def _moved_off_weekend(day: date) -> date:
    return day + timedelta(days={SATURDAY: 2, SUNDAY: 1}.get(day.weekday(), 0))


def _christmas(year: int) -> tuple[date, date]:
    """Return the two days of Christmas; one on a weekend becomes the next day that is neither."""
    first, second = date(year, 12, 25), date(year, 12, 26)
    if first.weekday() == SATURDAY:
        return date(year, 12, 27), date(year, 12, 28)
    if first.weekday() == SUNDAY:
        return date(year, 12, 27), second
    return first, date(year, 12, 28) if second.weekday() == SATURDAY else second


def _first_monday(year: int, month: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(_MONDAY - first.weekday()) % 7)


def _last_monday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - timedelta(days=last.weekday())
