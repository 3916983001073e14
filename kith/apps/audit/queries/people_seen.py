"""Counts the people whose information anybody ever saw: a number alone, for the partnership board."""

from __future__ import annotations

from django.db import connections

AUDIT = "audit"


def count_people_seen() -> int:
    """Return how many people stand in a line of the log that let something be seen."""
    with connections[AUDIT].cursor() as cursor:
        cursor.execute(
            "select count(distinct ref) from audit_accessevent, unnest(subject_refs) as ref"
            " where outcome = 'ALLOWED' and action in ('VIEW', 'SEARCH', 'LIST', 'QUESTION', 'EXPORT', 'PRINT')"
        )
        return int(cursor.fetchone()[0])
