"""Holds one transaction of the handover: all of it happens or none, and two never at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import Error, connections, transaction
from django.db.backends.utils import CursorWrapper

from kith.vocabulary.errors import KithError

LOADER = "loader"
# Two handovers at once would each see the other's half; the second waits on this lock.
LOCK = 6_000_001


class HandoverCutShort(KithError):
    """The database did not carry the handover through."""

    code = "K607"


@contextmanager
def handing_over() -> Iterator[CursorWrapper]:
    """Open the transaction, as the loader."""
    try:
        with transaction.atomic(using=LOADER), connections[LOADER].cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(%s)", [LOCK])
            # Rows just put in have no statistics yet: joins of whole runs would be planned as if they were small.
            cursor.execute("set local enable_nestloop = off")
            cursor.execute("set local work_mem = '128MB'")
            yield cursor
    except Error as error:
        raise HandoverCutShort(
            f"The database did not carry the handover through ({type(error).__name__}).",
            not_done="Nothing was loaded or switched; pages show what they showed before.",
            mend="Whoever runs Kith: see that PostgreSQL is up and the disk not full (`kith doctor`); do it again.",
        ) from error
