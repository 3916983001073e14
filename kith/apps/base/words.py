"""Days, spans and lists in everyday words, for pages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

NOT_KNOWN = "not known"


def day_in_words(day: date | None) -> str:
    """Write "14 May 2026"."""
    return f"{day.day} {day:%B %Y}" if day else NOT_KNOWN


def month_in_words(day: date | None) -> str:
    """Write "May 2026", "Sep 2026": short enough for a table."""
    return f"{day:%b %Y}" if day else NOT_KNOWN


def ago_in_words(day: date, today: date) -> str:
    """Write "yesterday", "3 weeks ago"; a month and year from ten weeks back; the date for a day to come."""
    days = (today - day).days
    if days < 0:
        return day_in_words(day)
    if days < 2:
        return ("today", "yesterday")[days]
    if days < 7:
        return f"{days} days ago"
    if days < 14:
        return "last week"
    return f"{days // 7} weeks ago" if days < 70 else month_in_words(day)


def span_in_words(since: date, until: date) -> str:
    """Write how long: "6 months", "2 years", "12 days"."""
    days = (until - since).days
    months = (until.year - since.year) * 12 + until.month - since.month - (until.day < since.day)
    if months < 1:
        return _plural(max(days, 0), "day")
    return _plural(months, "month") if months < 24 else _plural(months // 12, "year")


def listed(words: Sequence[str]) -> str:
    """Write "Dawn", "Dawn and Lee", "Dawn, Lee and Ella"."""
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def _plural(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
