"""Says where a sharing agreement stands on a day, and when somebody must be told that it is about to end.

Source: governance design, section 2.4: warnings 90, 30 and 7 days before the end. The last day is the one before
``valid_to``: at that midnight its rows are switched off.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

WARN_DAYS = (90, 30, 7)
DRAFT, SIGNED, ENDED = "DRAFT", "SIGNED", "ENDED"


@dataclass(frozen=True)
class Standing:
    """Where an agreement stands. ``warning`` is the step reached (90, 30 or 7 days), if any."""

    words: str
    is_in_force: bool
    warning: int | None = None
    is_review_due: bool = False


def stands(
    state: str, valid_from: date | None, valid_to: date | None, on: date, *, review_on: date | None = None
) -> Standing:
    """Return where an agreement stands on the day: only a signed one, between its first and last day, is in force."""
    if state == DRAFT:
        return Standing("draft, not signed", is_in_force=False)
    if valid_to is not None and valid_to <= on:
        return Standing("ended early" if state == ENDED else "ended", is_in_force=False)
    if state == ENDED:
        return Standing("ended early", is_in_force=False)
    if valid_from is not None and on < valid_from:
        return Standing(f"begins in {_days((valid_from - on).days)}", is_in_force=False)
    is_review_due = review_on is not None and review_on <= on
    if valid_to is None:
        return Standing("in force, with no end set", True, is_review_due=is_review_due)
    left = (valid_to - on).days
    warning = min((step for step in WARN_DAYS if left <= step), default=None)
    words = f"ends in {_days(left)}" if warning else "in force"
    return Standing("ends at midnight" if left == 1 else words, True, warning, is_review_due)


def last_day(valid_to: date | None) -> date | None:
    """Return the last day on which it holds."""
    return valid_to - timedelta(days=1) if valid_to else None


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"
