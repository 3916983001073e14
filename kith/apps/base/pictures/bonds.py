"""Turns typed bonds between people ("A is parent of B") into the unions and broods of a genogram."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

from .kinship import Bond, Brood, Kinship, Person, Union

_CHILD_KINDS = {
    "PARENT": "BIRTH",
    "ADOPTIVE_PARENT": "ADOPTED",
    "FOSTER_CARER": "FOSTER",
    "CARER": "OTHER",
    "STEP_PARENT": "STEP",
}
_SIBLINGS = {"SIBLING", "HALF_SIBLING"}
_YOUNGEST_PARENT = 12 * 365  # days


def read_kinship(people: Iterable[Person], bonds: Iterable[Bond]) -> Kinship:
    """Draw together what the bonds say; a bond to somebody who is not in ``people`` is left out."""
    shown = tuple(sorted(people, key=lambda person: person.sort_key))
    known = {person.ref for person in shown}
    kept = [bond for bond in bonds if bond.from_ref in known and bond.to_ref in known and bond.from_ref != bond.to_ref]
    kept = [bond for bond in kept if not _is_care_of_an_adult(bond, kept, shown)]
    couples = _couples(kept)
    parents = _parents_by_kind(kept)
    broods = _broods(parents, couples, shown)
    broods += _grandparents(kept, parents, shown)
    broods += _siblings_of_unknown_parents(kept, parents)
    return Kinship(shown, _unions(couples, broods), tuple(broods))


def _is_care_of_an_adult(bond: Bond, bonds: list[Bond], people: tuple[Person, ...]) -> bool:
    """Who cares for a partner, a parent or somebody of their own age is no parent of theirs, and gets no line."""
    if bond.kind != "CARER":
        return False
    pair = {bond.from_ref, bond.to_ref}
    is_near = any(
        {other.from_ref, other.to_ref} == pair
        and (other.kind == "PARTNER" or (other.kind in ("PARENT", "GRANDPARENT") and other.from_ref == bond.to_ref))
        for other in bonds
    )
    born = {person.ref: person.born_on for person in people}
    carer, cared_for = born[bond.from_ref], born[bond.to_ref]
    return is_near or bool(carer and cared_for and (cared_for - carer).days < _YOUNGEST_PARENT)


def _couples(bonds: list[Bond]) -> dict[frozenset[str], bool]:
    couples: dict[frozenset[str], bool] = {}
    for bond in bonds:
        if bond.kind == "PARTNER":
            pair = frozenset((bond.from_ref, bond.to_ref))
            couples[pair] = couples.get(pair, True) and bond.is_over
    return couples


def _parents_by_kind(bonds: list[Bond]) -> dict[str, dict[str, list[str]]]:
    """child -> kind of brood -> parents, leaving out a step-parent or carer already drawn as a parent's partner."""
    parents: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    partners = {frozenset((bond.from_ref, bond.to_ref)) for bond in bonds if bond.kind == "PARTNER"}
    for bond in sorted(bonds, key=lambda bond: list(_CHILD_KINDS).index(bond.kind) if bond.kind in _CHILD_KINDS else 9):
        kind = _CHILD_KINDS.get(bond.kind)
        held = parents[bond.to_ref]
        named = {ref for refs in held.values() for ref in refs}
        if kind is None or bond.from_ref in named:
            continue
        if kind in ("STEP", "OTHER") and any(frozenset((bond.from_ref, ref)) in partners for ref in named):
            continue
        held["OTHER" if kind == "STEP" else kind].append(bond.from_ref)
    return {child: dict(kinds) for child, kinds in parents.items() if kinds}


def _broods(
    parents: dict[str, dict[str, list[str]]], couples: dict[frozenset[str], bool], people: tuple[Person, ...]
) -> list[Brood]:
    children: dict[tuple[tuple[str, ...], str], list[str]] = defaultdict(list)
    for person in people:
        for kind, refs in parents.get(person.ref, {}).items():
            for pair in _pair_off(refs, couples):
                children[pair, kind].append(person.ref)
    return [Brood(pair, tuple(refs), kind) for (pair, kind), refs in children.items()]


def _pair_off(refs: list[str], couples: dict[frozenset[str], bool]) -> list[tuple[str, ...]]:
    """Two parents are a pair; of three or more, couples are paired first and the rest stand alone."""
    if len(refs) <= 2:
        return [tuple(sorted(refs))]
    pairs: list[tuple[str, ...]] = []
    left = sorted(refs)
    for pair in combinations(sorted(refs), 2):
        if frozenset(pair) in couples and set(pair) <= set(left):
            pairs.append(pair)
            left = [ref for ref in left if ref not in pair]
    return pairs + [(ref,) for ref in left]


def _grandparents(
    bonds: list[Bond], parents: dict[str, dict[str, list[str]]], people: tuple[Person, ...]
) -> list[Brood]:
    """A grandparent is joined straight to grandchildren only where no parent between them is known."""
    found: dict[str, set[str]] = defaultdict(set)
    for bond in bonds:
        between = {ref for refs in parents.get(bond.to_ref, {}).values() for ref in refs}
        above = {ref for parent in between for refs in parents.get(parent, {}).values() for ref in refs}
        if bond.kind == "GRANDPARENT" and bond.from_ref not in above | between:
            found[bond.from_ref].add(bond.to_ref)
    eldest_first = [person.ref for person in people]
    return [
        Brood((elder,), tuple(sorted(children, key=eldest_first.index)), "OTHER", rows=2)
        for elder, children in found.items()
    ]


def _siblings_of_unknown_parents(bonds: list[Bond], parents: dict[str, dict[str, list[str]]]) -> list[Brood]:
    """Whole brothers and sisters without a parent hang on one bar; a half-bond, or one to somebody with, on its own."""
    together: list[set[str]] = []
    pairs = []
    for bond in bonds:
        pair = {bond.from_ref, bond.to_ref}
        if bond.kind not in _SIBLINGS or all(parents.get(ref) for ref in pair):
            continue
        if bond.kind == "SIBLING" and not any(parents.get(ref) for ref in pair):
            joined = [held for held in together if held & pair]
            together = [held for held in together if not held & pair] + [pair.union(*joined)]
        else:
            pairs.append(tuple(sorted(pair)))
    whole = [tuple(sorted(held)) for held in together]
    apart = [pair for pair in dict.fromkeys(pairs) if not any(set(pair) <= held for held in together)]
    return [Brood((), refs, "OTHER") for refs in whole + apart]


def _unions(couples: dict[frozenset[str], bool], broods: list[Brood]) -> tuple[Union, ...]:
    pairs = {pair: Union(min(pair), max(pair), is_over=is_over) for pair, is_over in couples.items()}
    for brood in broods:
        if len(brood.parents) == 2:
            pair = frozenset(brood.parents)
            pairs.setdefault(pair, Union(min(pair), max(pair), is_couple=False))
    return tuple(sorted(pairs.values(), key=lambda union: (union.first, union.second)))
