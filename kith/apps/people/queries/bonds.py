"""Reads what workers said of the bonds of a family, and lays it over what the run knows."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q

from kith.apps.people.models import BondSaid
from kith.apps.people.models.bond_said import ENDED, MISSING, WRONG
from kith.apps.people.queries.shapes import RelationRow
from kith.vocabulary.codes.relation_kinds import RELATION_KINDS

if TYPE_CHECKING:
    from kith.apps.people.queries.page import Page

OWNER = "owner"
PEOPLE = "PEOPLE"  # in place of a source: a worker says so
_EITHER_WAY = frozenset(kind.code for kind in RELATION_KINDS.values() if kind.label == kind.inverse)

BondKey = tuple[str, frozenset[str] | tuple[str, str]]


@dataclass(frozen=True)
class SaidRow:
    """What one worker said of one bond."""

    ref: str
    from_ref: str
    kind: str
    to_ref: str
    decision: str
    said_on: date
    reason: str
    is_waiting: bool = False  # for the second word, without which it changes nothing
    is_mine: bool = False

    @property
    def key(self) -> BondKey:
        """By what two words about one bond are known to be about the same."""
        return bond_key(self.from_ref, self.kind, self.to_ref)


def bond_key(from_ref: str, kind: str, to_ref: str) -> BondKey:
    """Return what names a bond: partners and brothers are so either way round."""
    return kind, frozenset((from_ref, to_ref)) if kind in _EITHER_WAY else (from_ref, to_ref)


_IN_FORCE = Q(needs_second=False) | Q(agreed_at__isnull=False)


def list_said(page: Page, seen: Collection[str]) -> tuple[SaidRow, ...]:
    """Return what was said last of each bond between people ``seen`` and holds, the newest first."""
    return tuple(one for one in _said(page, seen) if not one.is_waiting)


def list_waiting(page: Page, seen: Collection[str]) -> tuple[SaidRow, ...]:
    """Return what was said of bonds between people ``seen`` and waits for a second word."""
    return tuple(one for one in _said(page, seen) if one.is_waiting)


def _said(page: Page, seen: Collection[str]) -> tuple[SaidRow, ...]:
    """Return what was said last of each bond, and what waits, the newest first.

    Of a bond that must not be told this worker reads their own words alone: so nobody learns, by adding a bond and
    looking whether it stands there, that there is one to hide.
    """
    rows = BondSaid.objects.filter(undone_at=None, from_person_ref__in=seen, to_person_ref__in=seen)
    mine = page.access.standing.worker.worker_id
    told = [
        row
        for row in rows.order_by("-said_at", "-pk")
        if row.said_by == mine or frozenset((row.from_person_ref, row.to_person_ref)) not in page.hidden_pairs
    ]
    return _newest(told, mine)


def list_said_for_export() -> tuple[SaidRow, ...]:
    """Return what was said last of every bond; for the hand-over to the engine alone."""
    return _newest(BondSaid.objects.using(OWNER).filter(_IN_FORCE, undone_at=None).order_by("-said_at", "-pk"))


def lay_over(
    rows: Iterable[RelationRow], said: Iterable[SaidRow], waiting: Iterable[SaidRow] = ()
) -> list[RelationRow]:
    """Return the bonds as workers corrected them: without the wrong, with the missing, ended where they ended.

    One of which somebody says that it is wrong, and a second has not said so yet, stands there as questioned.
    """
    questioned = {one.key for one in waiting}
    rows = [replace(row, is_questioned=bond_key(row.from_ref, row.kind, row.to_ref) in questioned) for row in rows]
    by_key = {one.key: one for one in said}
    kept = [(row, by_key.get(bond_key(row.from_ref, row.kind, row.to_ref))) for row in rows]
    found = [_corrected(row, one) for row, one in kept if one is None or one.decision != WRONG]
    known = {bond_key(row.from_ref, row.kind, row.to_ref) for row, _ in kept}
    missing = [one for one in by_key.values() if one.decision == MISSING and one.key not in known]
    return found + [RelationRow(one.from_ref, one.kind, one.to_ref, one.said_on, None, (PEOPLE,)) for one in missing]


def _corrected(row: RelationRow, one: SaidRow | None) -> RelationRow:
    if one is None or one.decision != ENDED:
        return row
    return replace(row, valid_to=min(row.valid_to or one.said_on, one.said_on))


def _newest(rows: Iterable[BondSaid], mine: int | None = None) -> tuple[SaidRow, ...]:
    newest: dict[tuple[BondKey, bool], SaidRow] = {}
    for row in rows:
        one = SaidRow(
            row.ref, row.from_person_ref, row.kind, row.to_person_ref, row.decision, row.said_on, row.reason,
            is_waiting=row.needs_second and row.agreed_at is None, is_mine=row.said_by == mine,
        )  # fmt: skip
        newest.setdefault((one.key, one.is_waiting), one)
    return tuple(newest.values())
