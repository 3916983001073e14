"""Seals the access log: what is settled since the last seal becomes the next link of the chain.

By transaction number, never by line number: lines are numbered when written and appear when committed, so a range of
line numbers may still grow after it was sealed. Below the oldest transaction that runs, nothing more can come.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connections, transaction

from kith.apps.audit.models import Epoch, Seal
from kith.apps.base.sql import sql_text
from kith.vocabulary.errors import KithError

AUDIT, OWNER = "audit", "owner"
ONE_SEALER = 4210_001  # the advisory lock that one sealer at a time holds
SEAL_AT_MOST = 100_000  # lines


class LogWasRestored(KithError):
    """Transactions count from before what was sealed, so nothing can be sealed."""

    code = "K422"


class EpochNotSigned(KithError):
    """A new epoch needs the names of two different people, and why."""

    code = "K423"


@dataclass(frozen=True)
class SealRow:
    """One link of the chain, as pages and commands show it."""

    number: int
    epoch: int
    lines: int
    hash: str
    sealed_at: datetime


def seal_log() -> int:
    """Seal all that is settled; return how many lines that were. Another sealer at work: none."""
    sealed = 0
    while lines := _seal_next():
        sealed += lines
        if lines < SEAL_AT_MOST:
            break
    return sealed


def begin_epoch(*, first_signature: str, second_signature: str, why: str) -> int:
    """Close what a restored database brought along, and count transactions anew; return the epoch's number.

    The pages must be stopped. What the old epoch left unsealed is sealed as it stands, before the new one begins.
    """
    names = [first_signature.strip(), second_signature.strip()]
    if not all(names) or names[0].casefold() == names[1].casefold() or not why.strip():
        raise EpochNotSigned(
            "A new epoch of the log needs two different people and a reason.",
            not_done="No epoch was begun.",
            mend="Give both names and why: kith audit epoch --signed-by NAME --signed-by NAME --why TEXT.",
        )
    with transaction.atomic(using=OWNER), connections[OWNER].cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [ONE_SEALER])
        cursor.execute("lock table audit_accessevent in exclusive mode")
        cursor.execute(sql_text("kith.apps.audit", "begin_epoch"), {"names": names, "why": why.strip()})
        return int(cursor.fetchone()[0])


def list_newest_seals(how_many: int = 10) -> tuple[SealRow, ...]:
    """Return the newest links, newest first."""
    rows = Seal.objects.using(AUDIT).order_by("-number").defer("roll")[:how_many]
    return tuple(SealRow(row.number, row.epoch, row.lines, row.hash, row.sealed_at) for row in rows)


def find_last_seal() -> SealRow | None:
    """Return the head of the chain."""
    return next(iter(list_newest_seals(1)), None)


def _seal_next() -> int:
    with transaction.atomic(using=AUDIT), connections[AUDIT].cursor() as cursor:
        # The lock comes in a statement of its own, so that the next one sees what the sealer before it has sealed.
        cursor.execute("select pg_try_advisory_xact_lock(%s)", [ONE_SEALER])
        if not cursor.fetchone()[0]:
            return 0
        _refuse_restored(cursor)
        cursor.execute(sql_text("kith.apps.audit", "seal_next"), {"at_most": SEAL_AT_MOST})
        row = cursor.fetchone()
        return int(row[1]) if row else 0


def _refuse_restored(cursor: object) -> None:
    last = Seal.objects.using(AUDIT).order_by("-number").values_list("epoch", "to_tx").first()
    newest = Epoch.objects.using(AUDIT).order_by("-number").values_list("number", flat=True).first() or 1
    cursor.execute("select pg_snapshot_xmax(pg_current_snapshot())::text::bigint")  # type: ignore[attr-defined]
    if last and last[0] == newest and cursor.fetchone()[0] < last[1]:  # type: ignore[attr-defined]
        raise LogWasRestored(
            "The database was restored from a copy: its transactions count from before what is sealed.",
            not_done="Nothing was sealed, and pages show nothing until this is settled.",
            mend="Two people sign for the restore: kith audit epoch --signed-by NAME --signed-by NAME --why TEXT.",
        )
