"""Erases a person through every room in one transaction, writes the erasure ledger, and replays it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

import pghistory
from django.db import transaction
from django.utils import timezone

from kith.apps.base.clock import today
from kith.apps.base.hooks import list_holdings
from kith.apps.base.refs import new_ref
from kith.apps.rights.clocks import work_out_clocks
from kith.apps.rights.models import Erasure, RequestStep, RightsRequest
from kith.apps.rights.models.request import GRANTED
from kith.apps.rights.policies import HeldByLaw
from kith.rules import rights

WHOLE, FACTS = "WHOLE", "FACTS"


@dataclass(frozen=True)
class LedgerLine:
    """A line of the ledger as it stands in the file that is kept outside the database."""

    ref: str
    person_ref: str
    scope: str
    fact_keys: tuple[str, ...]
    record_keys: tuple[str, ...]
    because: str
    rows: int
    erased_at: datetime


def erase_person(person_ref: str, *, because: str, alias: str) -> int:
    """Have every room erase the person, and write it in the ledger, inside one transaction; never what is on hold."""
    with transaction.atomic(using=alias), pghistory.context(action="erase", because=because):
        if any(clock.keeping.is_held for clock in work_out_clocks(person_ref, on=today(), alias=alias)):
            raise HeldByLaw(
                "A legal hold keeps what is held about this person.",
                not_done="Nothing was erased.",
                mend="Wait until two people have ended the hold; the page of holds shows by whose authority it is set.",
            )
        rows = sum(holdings.erase(person_ref, alias) for holdings in list_holdings())
        write_ledger(person_ref, WHOLE, because=because, rows=rows, alias=alias)
    return rows


def write_ledger(
    person_ref: str, scope: str, *, because: str, rows: int, alias: str, fact_keys: Iterable[str] = ()
) -> None:
    """Add a line to the ledger."""
    Erasure.objects.using(alias).create(
        ref=new_ref("ER"), person_ref=person_ref, scope=scope, fact_keys=sorted(fact_keys), because=because, rows=rows,
        erased_at=timezone.now(),
    )  # fmt: skip


def carry_out_erasures(*, alias: str) -> int:
    """Erase for every request on which that was decided; one that meets a hold stays decided, with a note."""
    wanted = RightsRequest.objects.using(alias).filter(kind=rights.ERASE, state=rights.DECIDED, outcome=GRANTED)
    done = 0
    for ref in list(wanted.values_list("ref", flat=True)):
        with transaction.atomic(using=alias):
            row = wanted.select_for_update(skip_locked=True).filter(pk=ref).first()
            if row is None:
                continue
            try:
                erase_person(row.person_ref, because=ref, alias=alias)
            except HeldByLaw as held:
                _note_once(row, held.what, alias)
                continue
            RightsRequest.objects.using(alias).filter(pk=ref).update(state=rights.CARRIED_OUT)
            _step(row, rights.CARRIED_OUT, "", alias)
            done += 1
    return done


def replay_erasures(*, alias: str = "owner", rooms: Collection[str] | None = None) -> int:
    """Erase again all that the ledger names, in one transaction; return how many rows had come back.

    After a restore, and before a run goes live (``rooms=("people",)`` inside the loader's transaction, which reaches
    no other room's tables). Doing it twice does nothing more.
    """
    holdings = [one for one in list_holdings() if rooms is None or one.room in rooms]
    gone = 0
    with transaction.atomic(using=alias):
        for line in Erasure.objects.using(alias).order_by("erased_at", "ref"):
            for one in holdings:
                if line.scope == WHOLE:
                    gone += one.erase(line.person_ref, alias)
                elif one.erase_keys:
                    gone += one.erase_keys(line.fact_keys, alias)
        if rooms is None:
            Erasure.objects.using(alias).update(replayed_at=timezone.now())
    return gone


def take_back_ledger(lines: Iterable[LedgerLine], *, alias: str = "owner") -> int:
    """Add lines that a restored database has forgotten, from the file kept outside it; return how many."""
    with transaction.atomic(using=alias):
        known = set(Erasure.objects.using(alias).values_list("ref", flat=True))
        missing = [
            Erasure(**{**vars(line), "fact_keys": list(line.fact_keys), "record_keys": list(line.record_keys)})
            for line in lines
            if line.ref not in known
        ]
        Erasure.objects.using(alias).bulk_create(missing)
    return len(missing)


def keep_record_keys(ref: str, record_keys: Iterable[str], *, alias: str = "owner") -> None:
    """Note which agencies' records were the person of this line."""
    Erasure.objects.using(alias).filter(pk=ref).update(record_keys=sorted(record_keys))


def _note_once(row: RightsRequest, note: str, alias: str) -> None:
    if not row.steps.using(alias).filter(step="NOTED", note=note).exists():
        _step(row, "NOTED", note, alias)


def _step(row: RightsRequest, step: str, note: str, alias: str) -> None:
    RequestStep.objects.using(alias).create(request_id=row.ref, step=step, on=today(), at=timezone.now(), note=note)
