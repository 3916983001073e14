"""Draws the weekly sample of typed reasons: at random, and so that anybody can draw the very same again."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db import connections, transaction
from django.utils import timezone

from kith.apps.base.changed_by import note_changed_by
from kith.apps.base.sql import sql_text

AUDIT = "audit"
A_WEEK = 20
DAYS_TO_MARK = 7


def draw_sample(week: date, *, how_many: int = A_WEEK) -> int:
    """Draw from the lines of the week that begins on ``week`` (a Monday); return how many are newly drawn.

    The draw is by the hash of the week and the line's number: nobody can choose it, and anybody can repeat it.
    """
    begins = timezone.make_aware(datetime.combine(week, time.min))
    parameters: dict[str, date | datetime | int] = {
        "week": week,
        "begins": begins,
        "ends": begins + timedelta(days=7),
        "due_on": week + timedelta(days=7 + DAYS_TO_MARK),
        "how_many": how_many,
    }
    with transaction.atomic(using=AUDIT), connections[AUDIT].cursor() as cursor:
        note_changed_by(AUDIT, by="job", action="draw_sample")
        cursor.execute(sql_text("kith.apps.audit", "draw_sample"), parameters)
        return cursor.rowcount
