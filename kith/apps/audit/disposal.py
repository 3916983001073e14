"""Lets go of old lines of the log, whole seals at a time: the seals stay, so that the chain still proves the rest."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import connections, transaction

OWNER = "owner"


def dispose_before(before: date, *, certificate: str, by: str, held_refs: Iterable[str] = ()) -> int:
    """Delete the lines of seals that are wholly older than ``before``; return how many lines went.

    A seal with a line about somebody in ``held_refs``, whose record still lives, is kept whole. As the owner only:
    the trigger lets no other way of deleting through.
    """
    with transaction.atomic(using=OWNER), connections[OWNER].cursor() as cursor:
        cursor.execute("select kith_dispose_of_log(%s, %s, %s, %s)", [before, certificate, by, sorted(set(held_refs))])
        return int(cursor.fetchone()[0])
