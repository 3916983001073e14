"""Reads what the page for correcting bonds offers: the members, their bonds, and what was said of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kith.apps.governance.access import FamilyAccess
from kith.apps.people import queries
from kith.apps.people.queries import RelationRow
from kith.apps.people.queries.bonds import SaidRow
from kith.apps.singleview.queries.naming import names_of
from kith.apps.singleview.queries.sharing import Sharing
from kith.apps.singleview.queries.who_says_so import bond_in_words, say_who_and_when

DECISION_WORDS = {"WRONG": "is wrong", "MISSING": "was missing", "ENDED": "has ended"}


@dataclass(frozen=True)
class SaidLine:
    """What a worker said of a bond, in words."""

    ref: str
    words: str
    since: date
    reason: str
    is_mine: bool = False


@dataclass(frozen=True)
class Correcting:
    """What can be chosen: members and bonds by what a form sends, in words; and what was said before."""

    members: tuple[tuple[str, str], ...]
    bonds: tuple[tuple[str, str], ...]
    said: tuple[SaidLine, ...]
    waiting: tuple[SaidLine, ...]  # for a second word


def get_correcting(access: FamilyAccess) -> Correcting:
    """Return what this worker can choose: only who and what they read on the family's page."""
    names = names_of(queries.list_members(access))
    may_choose = queries.list_whose_bonds_are_known(access)
    bonds = queries.list_relations(access)
    sharing = Sharing.of(access)
    said = queries.list_said_of_bonds(access)
    return Correcting(
        members=tuple((ref, names[ref]) for ref in names if ref in may_choose),
        bonds=tuple((f"{row.from_ref}|{row.kind}|{row.to_ref}", _offered(names, row, sharing)) for row in bonds),
        said=tuple(_said(names, one) for one in said if not one.is_waiting),
        waiting=tuple(_said(names, one) for one in said if one.is_waiting),
    )


def _said(names: dict[str, str], one: SaidRow) -> SaidLine:
    words = f"{bond_in_words(names, one.from_ref, one.kind, one.to_ref)}: {DECISION_WORDS[one.decision]}"
    return SaidLine(one.ref, words, one.said_on, one.reason, one.is_mine)


def _offered(names: dict[str, str], row: RelationRow, sharing: Sharing) -> str:
    """Write a bond with who says so, for whoever must know which word it stands against."""
    evidence = say_who_and_when(row, sharing)
    words = bond_in_words(names, row.from_ref, row.kind, row.to_ref)
    return f"{words} ({evidence})" if evidence else words
