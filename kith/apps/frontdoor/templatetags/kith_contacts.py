"""A filter of the front door's pages: by when, in words."""

from __future__ import annotations

from datetime import datetime, timedelta

from django import template
from django.utils import timezone

register = template.Library()


@register.filter
def by_when(due: datetime | None) -> str:
    """Write "23 November, 14:10"; "the end of 23 November" for what is due by midnight."""
    if due is None:
        return "–"
    at = timezone.localtime(due)
    if (at.hour, at.minute) == (0, 0):
        day = at - timedelta(days=1)
        return f"the end of {day.day} {day:%B}"
    return f"{at.day} {at:%B, %H:%M}"
