"""Who says that two members are related, since when, and whether it binds a family: one line for each bond."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kith.apps.base.words import month_in_words
from kith.apps.people.queries import RelationRow
from kith.apps.singleview.queries.sharing import Sharing
from kith.apps.singleview.queries.told_by import name_sources
from kith.vocabulary.codes.relation_kinds import RELATION_KINDS

# A family is built from bonds; a sign says only that two people have to do with one another.
STRENGTH_WORDS = {"STRONG": "a bond", "WEAK": "a sign only"}
QUESTIONED = "; a worker says that it is wrong, and a colleague has yet to agree"


@dataclass(frozen=True)
class BondLine:
    """One bond in words; ``when`` is empty where nobody says, ``told_by`` names only whom the worker may know of."""

    words: str
    strength: str
    when: str
    told_by: str


def list_bond_lines(
    relations: Sequence[RelationRow], names: Mapping[str, str], sharing: Sharing
) -> tuple[BondLine, ...]:
    """List the bonds that the worker may see, in the order of the codes."""
    order = list(RELATION_KINDS)
    known = [row for row in relations if row.kind in RELATION_KINDS]
    return tuple(_line(row, names, sharing) for row in sorted(known, key=lambda row: order.index(row.kind)))


def bond_in_words(names: Mapping[str, str], from_ref: str, kind: str, to_ref: str) -> str:
    """Write "Dawn, parent of Ella"; "Dawn, claims with Lee"."""
    label = RELATION_KINDS[kind].label if kind in RELATION_KINDS else "related"
    joined = label if label.endswith(("with", "as contact")) else f"{label} of"
    return f"{names.get(from_ref, '')}, {joined} {names.get(to_ref, '')}"


def say_who_and_when(row: RelationRow, sharing: Sharing) -> str:
    """Write "told by housing, since May 2015", for a choice on a form."""
    said = name_sources(row.sources, sharing.kinds)
    return ", ".join(part for part in (f"told by {said}" if said else "", _when(row)) if part)


def _line(row: RelationRow, names: Mapping[str, str], sharing: Sharing) -> BondLine:
    return BondLine(
        words=bond_in_words(names, row.from_ref, row.kind, row.to_ref),
        strength=STRENGTH_WORDS[RELATION_KINDS[row.kind].strength],
        when=_when(row),
        told_by=name_sources(row.sources, sharing.kinds) + (QUESTIONED if row.is_questioned else ""),
    )


def _when(row: RelationRow) -> str:
    since = f"since {month_in_words(row.valid_from)}" if row.valid_from else ""
    until = f"until {month_in_words(row.valid_to)}" if row.valid_to else ""
    if since and until:
        return f"{month_in_words(row.valid_from)} to {month_in_words(row.valid_to)}"
    return since or until
