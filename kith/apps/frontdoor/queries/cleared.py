"""Says whether anybody may read what is restricted: else nothing may be restricted, for nobody would decide it."""

from __future__ import annotations

from django.db import connection


def is_front_door_cleared() -> bool:
    """Answer whether a worker of the front door is cleared today."""
    with connection.cursor() as cursor:
        cursor.execute("select kith_front_door_is_cleared()")
        return bool(cursor.fetchone()[0])
