"""Decides what makes a reason good enough to open a family in an emergency, and how long each opening lasts.

Source: governance design, section 2.3, after the NHS Spine's self-claimed relationships and ContactPoint's overrides.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta

GLASS, SELF_CLAIM = "GLASS", "SELF_CLAIM"
LASTS = {GLASS: timedelta(minutes=60), SELF_CLAIM: timedelta(hours=24)}
REVIEWED_WITHIN = timedelta(hours=72)
MOST_CLAIMS = 3  # in force at once, of one worker
SHORTEST_REASON = 20
FEWEST_WORDS = 4
LONGEST_REASON = 2000


def find_fault(reason: str, last_reason: str) -> str:
    """Return in a sentence why ``reason`` will not do, empty where it will; ``last_reason`` is the one before."""
    words = _words(reason)
    if len(" ".join(reason.split())) < SHORTEST_REASON or len(set(words)) < FEWEST_WORDS:
        return "Say in a sentence what has happened and what you need to know, so that a reviewer understands it."
    if len(reason) > LONGEST_REASON:
        return f"Say it in at most {LONGEST_REASON} characters."
    if words == _words(last_reason):
        return "This is the same reason as the last one you gave. Say what has happened this time."
    return ""


def ends_at(kind: str, began_at: datetime) -> datetime:
    """Return when an opening of this kind ends by itself."""
    return began_at + LASTS[kind]


def review_due_at(began_at: datetime) -> datetime:
    """Return by when each privacy officer owes an outcome."""
    return began_at + REVIEWED_WITHIN


def minutes_left(ends: datetime, now: datetime) -> int:
    """Return the minutes that are left, the begun one counted whole; 0 when it is over."""
    return max(0, -(-int((ends - now).total_seconds()) // 60))


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())
