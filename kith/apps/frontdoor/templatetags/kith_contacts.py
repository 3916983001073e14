"""A filter of the front door's pages: by when, in words."""

from __future__ import annotations

from datetime import datetime, timedelta

from django import template
from django.utils import timezone

register = template.Library()


@register.filter
def by_when(due: datetime | None) -> str:
    """Write "today, 14:10" or "Monday 23 November, 14:10"; "the end of" the day for what is due by midnight."""
    if due is None:
        return "–"
    at = timezone.localtime(due)
    if (at.hour, at.minute) == (0, 0):
        return f"the end of {_day(at - timedelta(days=1))}"
    return f"{_day(at)}, {at:%H:%M}"


def _day(at: datetime) -> str:
    """Write a day as people say it who are in a hurry."""
    away = (at.date() - timezone.localdate()).days
    return {-1: "yesterday", 0: "today", 1: "tomorrow"}.get(away, f"{at:%A} {at.day} {at:%B}")
