"""Who is in the family: the genogram, its finding, and the table that says the same."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString, mark_safe

from kith.apps.base.pictures.bonds import read_kinship
from kith.apps.base.pictures.findings import who_finding
from kith.apps.base.pictures.genogram import draw_genogram, is_drawn_as_tree
from kith.apps.base.pictures.kinship import Bond, Person
from kith.apps.base.words import day_in_words, listed
from kith.apps.people.queries import LIVES_ELSEWHERE, Member, RelationRow, ResidenceRow
from kith.apps.singleview.queries.doubts import list_doubts
from kith.apps.singleview.queries.naming import is_unborn, names_of, street_of
from kith.apps.singleview.queries.sharing import NOT_KNOWN, NOT_SHARED, Sharing
from kith.apps.singleview.queries.told_by import name_sources
from kith.apps.singleview.queries.who_says_so import BondLine, list_bond_lines
from kith.vocabulary.codes.relation_kinds import RELATION_KINDS

_SEXES = {"F": "female", "M": "male", "X": "neither"}


@dataclass(frozen=True)
class MemberLine:
    """One row of the table twin."""

    name: str
    age: str
    sex: str
    bonds: str
    lives_at: str
    sources: str


@dataclass(frozen=True)
class WhoIsIn:
    """The picture, what it says, and the same in a table; ``notes`` are doubts a reader should know of."""

    finding: str
    picture: SafeString
    lines: tuple[MemberLine, ...]
    notes: tuple[str, ...]
    bonds: tuple[BondLine, ...] = ()  # none where bonds are not shared
    is_tree: bool = True  # a family too large for a tree is drawn without lines


def draw_who_is_in(
    members: Sequence[Member],
    relations: Sequence[RelationRow],
    residences: Sequence[ResidenceRow],
    sharing: Sharing,
) -> WhoIsIn:
    """Draw the family from what this worker may see of it; with no bonds shared there is a list and no picture."""
    names = names_of(members)
    home, home_words = _home(members, residences)
    finding = _finding(members, residences, sharing)
    lines = tuple(_line(member, names, relations, residences, sharing) for member in members)
    notes = list_doubts(members, names, relations, residences, sharing)
    if not sharing.bonds:
        return WhoIsIn(finding, mark_safe(""), lines, notes)
    people = [_person(member, names, home) for member in members]
    died = {member.person_ref: member.died_on for member in members if member.died_on}
    bonds = [Bond(row.from_ref, row.kind, row.to_ref, is_over=_is_over(row, died)) for row in relations]
    kinship = read_kinship(people, bonds)
    picture = draw_genogram(
        kinship,
        title=finding,
        desc=f"Family tree of {listed(list(names.values()))}. The table below says the same.",
        home=home_words,
    )
    # Every text in the picture was escaped where it was drawn.
    told = list_bond_lines(relations, names, sharing)
    return WhoIsIn(finding, mark_safe(picture), lines, notes, told, is_drawn_as_tree(kinship))


def _is_over(row: RelationRow, died: dict[str, date]) -> bool:
    """A bond that a death ended is not drawn as a parting."""
    deaths = [died[ref] for ref in (row.from_ref, row.to_ref) if ref in died]
    return row.valid_to is not None and not any(row.valid_to >= death for death in deaths)


def _home(members: Sequence[Member], residences: Sequence[ResidenceRow]) -> tuple[str | None, str]:
    """The main address: where the child first referred lives, else where most members do; its first lines in words."""
    living = [member.lives_at for member in members if member.lives_at]
    first = next((member.lives_at for member in members if member.is_first_referred and member.lives_at), None)
    home = first or (Counter(living).most_common(1)[0][0] if living else None)
    row = next((row for row in residences if home and row.dwelling_id == home and not row.is_withheld), None)
    return (home, street_of(row.address)) if row and row.address != LIVES_ELSEWHERE else (None, "")


def _person(member: Member, names: dict[str, str], home: str | None) -> Person:
    unborn = is_unborn(member)
    return Person(
        ref=member.person_ref,
        name="Baby" if unborn else names[member.person_ref],
        note=_note(member),
        sex=member.sex,
        born_on=member.born_on,
        is_dead=member.died_on is not None,
        is_expected=unborn,
        is_focus=member.is_first_referred,
        is_at_home=home is not None and member.lives_at == home and not unborn and member.died_on is None,
    )


def _note(member: Member) -> str:
    if member.died_on:
        return f"died {member.died_on.year}"
    if member.due_on and is_unborn(member):
        return f"due {member.due_on:%B %Y}"
    return "" if member.age is None else str(member.age)


def _finding(members: Sequence[Member], residences: Sequence[ResidenceRow], sharing: Sharing) -> str:
    alive = [member for member in members if member.died_on is None and not is_unborn(member)]
    known = {member.lives_at for member in alive if member.lives_at}
    withheld = any(row.is_withheld and row.is_current for row in residences)
    unplaced = sharing.addresses and any(member.lives_at is None for member in alive) and not withheld
    babies = sum(is_unborn(member) for member in members)
    return who_finding(len(alive), len(known), babies, is_some_withheld=withheld, is_some_unknown=unplaced)


def _line(
    member: Member,
    names: dict[str, str],
    relations: Sequence[RelationRow],
    residences: Sequence[ResidenceRow],
    sharing: Sharing,
) -> MemberLine:
    ages = _note(member) or (NOT_KNOWN if sharing.ages else NOT_SHARED)
    nowhere = "" if is_unborn(member) or member.died_on else NOT_KNOWN if sharing.addresses else NOT_SHARED
    born = f", born {day_in_words(member.born_on)}" if member.born_on else ""
    mine = [row for row in relations if member.person_ref in (row.from_ref, row.to_ref)]
    here = [row for row in residences if row.person_ref == member.person_ref and row.is_current]
    return MemberLine(
        name=member.name,
        age=ages + born,
        sex=_SEXES.get(member.sex or "", ""),
        bonds=_bonds(member.person_ref, mine, names) or (NOT_KNOWN if sharing.bonds else NOT_SHARED),
        lives_at=here[0].address if here else nowhere,
        sources=name_sources({source for row in mine for source in row.sources}, sharing.kinds),
    )


def _bonds(ref: str, relations: Sequence[RelationRow], names: dict[str, str]) -> str:
    said: dict[str, list[str]] = defaultdict(list)
    for row in sorted(relations, key=lambda row: (list(RELATION_KINDS).index(row.kind), row.to_ref != ref)):
        kind = RELATION_KINDS[row.kind]
        label, other = (kind.label, row.to_ref) if row.from_ref == ref else (kind.inverse, row.from_ref)
        is_past = row.valid_to is not None and row.kind == "PARTNER"
        said[f"former {label}" if is_past else label].append(names.get(other, ""))
    return "; ".join(f"{_of(label)} {listed(list(dict.fromkeys(who)))}" for label, who in said.items())


def _of(label: str) -> str:
    """Write "parent of", but "claims with"."""
    return label if label.endswith(("with", "as contact")) else f"{label} of"
