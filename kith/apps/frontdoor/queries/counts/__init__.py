"""Counts contacts for managers: what waits, what was decided in time, who came back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from django.db import connection

from kith.apps.base.counts import read_counts
from kith.apps.frontdoor.models import Contact
from kith.rules.clocks import LONDON
from kith.rules.counts import Counted

ROOM = "frontdoor"


def may_count_contacts() -> bool:
    """Ask the database, inside an open door, whether whoever asks may count the front door's contacts."""
    with connection.cursor() as cursor:
        cursor.execute("select kith_counts_contacts()")
        return bool(cursor.fetchone()[0])


def count_contacts(values: Mapping[str, object]) -> dict[str, tuple[Counted, ...]]:
    """Return this room's counts, inside an open door; ``values``: since, on, at, again."""
    return read_counts(Path(__file__).parent, ROOM, values)


def list_days_received(refs: Iterable[str]) -> dict[str, date]:
    """Return the day on which contacts were received, as far as whoever asks may read them, inside an open door."""
    rows = Contact.objects.filter(ref__in=list(refs)).values_list("ref", "received_at")
    return {ref: at.astimezone(LONDON).date() for ref, at in rows}
