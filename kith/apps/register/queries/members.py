"""Lists and finds, inside an open door, the members of families whom workers wrote down and no run has."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import connection

from kith.apps.base.written_down import Written


def list_written(family_refs: Collection[str]) -> tuple[Written, ...]:
    """Return those of these families whom the door lets this worker know of."""
    if not family_refs:
        return ()
    with connection.cursor() as cursor:
        cursor.execute("select * from kith_written_members(%s)", [list(family_refs)])
        return tuple(Written(*row) for row in cursor.fetchall())


def find_written(
    words: Collection[str], born_on: date | None, nhs_number: str, ref: str
) -> tuple[tuple[str, str], ...]:
    """Return family and person of those who fit all that was asked; nobody where nothing was."""
    if not (words or born_on or nhs_number or ref):
        return ()
    with connection.cursor() as cursor:
        cursor.execute("select * from kith_find_written(%s, %s, %s, %s)", [list(words), born_on, nhs_number, ref])
        return tuple((family_ref, person_ref) for family_ref, person_ref in cursor.fetchall())
