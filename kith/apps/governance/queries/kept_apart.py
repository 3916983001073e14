"""Reads which identities are kept apart, for the export to the engine alone."""

from __future__ import annotations

from dataclasses import dataclass

from kith.apps.governance.models import KeptApart

OWNER = "owner"


@dataclass(frozen=True)
class Apart:
    """One decision: each identity as a reference, as agencies' records, or both."""

    reason: str
    one_ref: str
    other_ref: str
    one_records: tuple[str, ...]
    other_records: tuple[str, ...]


def list_kept_apart() -> tuple[Apart, ...]:
    """Return every decision, the oldest first."""
    return tuple(
        Apart(row.reason, row.one_ref, row.other_ref, tuple(row.one_records), tuple(row.other_records))
        for row in KeptApart.objects.using(OWNER).order_by("decided_at", "ref")
    )
