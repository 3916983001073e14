"""What may follow what in a request about somebody's rights, and by which day it must be answered.

Source: UK GDPR articles 12, 15 to 17 and 21, with the pause for clarification of the Data (Use and Access) Act 2025;
governance design, section 3. The council's data protection officer confirms the reading.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

ACCESS, CORRECT, OBJECT, ERASE = "ACCESS", "CORRECT", "OBJECT", "ERASE"
KINDS = (ACCESS, CORRECT, OBJECT, ERASE)

RECEIVED, CHECKED, SCOPED, COLLECTING, REVIEW = "RECEIVED", "CHECKED", "SCOPED", "COLLECTING", "REVIEW"
REDACTED, RELEASED, REFUSED = "REDACTED", "RELEASED", "REFUSED"
DECIDED, CARRIED_OUT, TOLD = "DECIDED", "CARRIED_OUT", "TOLD"
CLOSED = frozenset({RELEASED, REFUSED, TOLD})

_ACCESS_STEPS = {
    RECEIVED: {CHECKED, REFUSED},
    CHECKED: {SCOPED, REFUSED},
    SCOPED: {COLLECTING, REFUSED},
    COLLECTING: {REVIEW},
    REVIEW: {REDACTED, SCOPED, REFUSED},
    REDACTED: {RELEASED, REVIEW},
}
_OTHER_STEPS = {RECEIVED: {CHECKED, REFUSED}, CHECKED: {DECIDED}, DECIDED: {TOLD}}
# What was decided to be erased is erased before anybody is told that it was.
_ERASE_STEPS = {**_OTHER_STEPS, DECIDED: {CARRIED_OUT, TOLD}, CARRIED_OUT: {TOLD}}


def can_follow(kind: str, state: str, then: str) -> bool:
    """Answer whether a request of this kind may go from ``state`` to ``then``."""
    steps = {ACCESS: _ACCESS_STEPS, ERASE: _ERASE_STEPS}.get(kind, _OTHER_STEPS)
    return then in steps.get(state, set())


@dataclass(frozen=True)
class Pause:
    """Days on which the clock stands still: from the question to the answer, which may still be awaited."""

    since: date
    until: date | None = None


def answer_by(received_on: date, pauses: Iterable[Pause], *, is_extended: bool, on: date) -> date:
    """Return the day by which the answer is due: one month on, three where extended, and the days of every pause.

    A pause still open counts to ``on``. A day that falls on a weekend becomes the Monday after it.
    """
    stood = {day for pause in pauses for day in _days(pause, on)}
    due = months_after(received_on, 3 if is_extended else 1) + timedelta(days=len(stood))
    return due + timedelta(days=(7 - due.weekday()) % 7 if due.weekday() >= 5 else 0)


def months_after(day: date, months: int) -> date:
    """Return the same day of a later month, or its last day where it has no such day."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _days(pause: Pause, on: date) -> Iterable[date]:
    length = ((pause.until or on) - pause.since).days
    return (pause.since + timedelta(days=step) for step in range(max(length, 0)))
