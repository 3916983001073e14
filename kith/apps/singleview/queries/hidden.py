"""Reads the bonds of a family for whoever may hide them: who is what to whom, and which are hidden now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kith.apps.governance.access import FamilyAccess
from kith.apps.governance.queries.safety_pages import list_hidden_of
from kith.apps.people import queries
from kith.vocabulary.codes.relation_kinds import RELATION_KINDS


@dataclass(frozen=True)
class Bond:
    """One bond, in words; where it is hidden by hand, ``review_on`` says when that is looked at again."""

    one_ref: str
    other_ref: str
    words: str
    is_hidden: bool
    is_by_hand: bool
    review_on: date | None

    @property
    def key(self) -> str:
        """The two references, to choose it by."""
        return f"{self.one_ref}|{self.other_ref}"


def list_bonds(access: FamilyAccess) -> tuple[Bond, ...]:
    """Return every bond between members that this worker, who is cleared and close, is told of."""
    names = {member.person_ref: member.name for member in queries.list_members(access)}
    hidden = list_hidden_of(list(names))
    bonds: dict[frozenset[str], Bond] = {}
    for row in queries.list_relations(access):
        pair = frozenset((row.from_ref, row.to_ref))
        kind = RELATION_KINDS[row.kind].label if row.kind in RELATION_KINDS else "related"
        how = hidden.get(pair)
        words = f"{names[row.from_ref]} is {names[row.to_ref]}\u2019s {kind}"
        bonds[pair] = Bond(
            row.from_ref, row.to_ref, words, how is not None, how is not None and how[0], how[1] if how else None
        )
    return tuple(bonds.values())
