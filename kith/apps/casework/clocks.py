"""Which of the council's clocks the work with families runs by, and since which day something is overdue by one."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from kith.apps.base.clocks import ClockRule, due_by, load_clocks
from kith.rules.clocks import LONDON, rule_on

SUPERVISION, HANDOVER_ANSWER, RE_REFERRAL = "supervision", "handover_answer", "re_referral"
SHOWN = (
    "contact_decision", "contact_red", "contact_amber", "contact_green", "contact_feedback", HANDOVER_ANSWER,
    SUPERVISION, RE_REFERRAL,
)  # fmt: skip
_NOON = time(12)
_LONGEST = 1500  # days: longer than any clock of casework


def last_day_overdue(rule_id: str, on: date) -> date:
    """Return the latest day such that what began then is overdue on ``on``: all before it is, and nothing after."""
    now = datetime.combine(on, _NOON, LONDON)
    days = (on - timedelta(days=back) for back in range(_LONGEST))
    return next(day for day in days if due_by(rule_id, datetime.combine(day, _NOON, LONDON)).is_overdue(now))


def list_clocks(on: date) -> tuple[ClockRule, ...]:
    """Return the versions in force of the clocks that a manager's page counts by."""
    rules = (rule_on(load_clocks(), rule_id, on) for rule_id in SHOWN)
    return tuple(rule for rule in rules if rule is not None)


def get_clock(rule_id: str, on: date) -> ClockRule:
    """Return the version of a clock in force on a day."""
    return next(rule for rule in list_clocks(on) if rule.rule_id == rule_id)


def length_in_words(rule: ClockRule) -> str:
    """Return how long a clock runs: "1 working day", "4 weeks"."""
    unit = rule.unit.replace("_", " ")
    return f"{rule.length} {unit.removesuffix('s') if rule.length == 1 else unit}"
