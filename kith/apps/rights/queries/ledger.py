"""Reads the erasure ledger, for the handover to the engine and for a look at it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kith.apps.rights.models import Erasure


@dataclass(frozen=True)
class ErasureRow:
    """One line of the ledger: references and keys alone."""

    ref: str
    person_ref: str
    scope: str
    fact_keys: tuple[str, ...]
    record_keys: tuple[str, ...]
    because: str
    rows: int
    erased_at: datetime


def list_erasures(alias: str = "owner") -> tuple[ErasureRow, ...]:
    """Return the whole ledger, the oldest first."""
    return tuple(
        ErasureRow(
            row.ref, row.person_ref, row.scope, tuple(row.fact_keys), tuple(row.record_keys), row.because, row.rows,
            row.erased_at,
        )
        for row in Erasure.objects.using(alias).order_by("erased_at", "ref")
    )  # fmt: skip
