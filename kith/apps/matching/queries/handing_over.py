"""Reads what people settled about records, for the export to the engine alone."""

from __future__ import annotations

from dataclasses import dataclass

from kith.apps.matching.models import ReviewCase, Separation
from kith.apps.matching.models.review_case import SETTLED
from kith.apps.matching.models.separation import MADE

OWNER = "owner"


@dataclass(frozen=True)
class Settled:
    """What was settled about two records."""

    one: str
    other: str
    answer: str
    is_sample: bool


@dataclass(frozen=True)
class TakenApart:
    """Who was taken apart: the records of each, and the reference that the other was given."""

    one: tuple[str, ...]
    other: tuple[str, ...]
    other_ref: str


def list_settled() -> tuple[Settled, ...]:
    """Return every settled pair."""
    rows = ReviewCase.objects.using(OWNER).filter(state=SETTLED).order_by("pair_ref")
    return tuple(Settled(row.record_l, row.record_r, row.answer, row.is_sample) for row in rows)


def list_taken_apart() -> tuple[TakenApart, ...]:
    """Return everybody who was taken apart, the oldest first."""
    rows = Separation.objects.using(OWNER).filter(state=MADE).order_by("made_at", "ref")
    return tuple(TakenApart(tuple(row.kept_records), tuple(row.other_records), row.other_ref) for row in rows)
