"""Reads what workers said of where people no longer live, and lays it over what the run knows."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from kith.apps.people.models import HomeLeft

if TYPE_CHECKING:
    from kith.apps.people.queries.shapes import ResidenceRow

OWNER = "owner"


@dataclass(frozen=True)
class LeftRow:
    """What one worker said of one home."""

    ref: str
    person_ref: str
    dwelling_id: str
    left_on: date
    said_on: date
    reason: str


def list_left(person_refs: Collection[str]) -> tuple[LeftRow, ...]:
    """Return what was said last of each home of these people that this worker may read of, the newest first."""
    rows = HomeLeft.objects.filter(undone_at=None, person_ref__in=person_refs)
    return _newest(rows.order_by("-said_at", "-pk"))


def list_left_for_export() -> tuple[LeftRow, ...]:
    """Return what was said last of every home; for the hand-over to the engine alone."""
    return _newest(HomeLeft.objects.using(OWNER).filter(undone_at=None).order_by("-said_at", "-pk"))


def lay_left_over(rows: Iterable[ResidenceRow], left: Iterable[LeftRow]) -> list[ResidenceRow]:
    """Return homes as workers corrected them: ended where somebody left, unless an agency told something newer."""
    by_home = {(one.person_ref, one.dwelling_id): one for one in left}
    return [_corrected(row, by_home.get((row.person_ref, row.dwelling_id or ""))) for row in rows]


def _corrected(row: ResidenceRow, one: LeftRow | None) -> ResidenceRow:
    """Told of a later day than it was said is newer, as ``families/residence.sql`` has it too."""
    if one is None or row.is_withheld:
        return row
    if not row.is_current:
        return replace(row, is_said_left=True)
    if row.valid_from is not None and row.valid_from > one.said_on:
        return replace(row, is_contradicted=True)
    return replace(
        row, valid_to=max(one.left_on, row.valid_from or one.left_on), household_status="", is_said_left=True
    )


def _newest(rows: Iterable[HomeLeft]) -> tuple[LeftRow, ...]:
    newest: dict[tuple[str, str], LeftRow] = {}
    for row in rows:
        one = LeftRow(row.ref, row.person_ref, row.dwelling_id, row.left_on, row.said_on, row.reason)
        newest.setdefault((one.person_ref, one.dwelling_id), one)
    return tuple(newest.values())
