"""Says which row of a genogram each person stands in: the eldest generation is row 0."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from .kinship import Kinship, Person

_NEAREST_FIRST = ("BIRTH", "ADOPTED", "FOSTER", "OTHER")


def assign_rows(kinship: Kinship) -> dict[str, int]:
    """Give each person a row: partners and siblings share one, children stand a row below their parents.

    Bonds are obeyed in order of how much they weigh; one that contradicts what stands already (somebody who is their
    own grandparent) is passed over, so that no data can make this loop.
    """
    group_of = {person.ref: {person.ref} for person in kinship.people}
    rows = dict.fromkeys(group_of, 0)
    for upper, lower, apart in _steps(kinship):
        if group_of[upper] is not group_of[lower]:
            _join(group_of, rows, upper, lower, apart)
    _level_by_age(kinship, group_of, rows)
    return _without_gaps(rows)


def _steps(kinship: Kinship) -> Iterator[tuple[str, str, int]]:
    """Each bond as "the second stands so many rows below the first", the weightiest first."""
    broods = sorted(kinship.broods, key=lambda brood: (brood.rows, _NEAREST_FIRST.index(brood.kind)))
    for brood in broods:
        if brood.kind == "BIRTH":
            yield from ((parent, child, 1) for parent, child in product(brood.parents, brood.children))
    yield from ((union.first, union.second, 0) for union in kinship.unions)
    yield from ((brood.children[0], child, 0) for brood in broods if not brood.parents for child in brood.children[1:])
    for brood in broods:
        yield from ((parent, child, brood.rows) for parent, child in product(brood.parents, brood.children))


def _join(group_of: dict[str, set[str]], rows: dict[str, int], upper: str, lower: str, apart: int) -> None:
    """Move the whole group of ``lower`` to stand ``apart`` rows below ``upper``, and make the two groups one."""
    moved = group_of[lower]
    shift = rows[upper] + apart - rows[lower]
    rows.update({ref: rows[ref] + shift for ref in moved})
    group_of[upper].update(moved)
    group_of.update(dict.fromkeys(moved, group_of[upper]))


def _level_by_age(kinship: Kinship, group_of: dict[str, set[str]], rows: dict[str, int]) -> None:
    """People whom no bond joins to the largest group stand with those nearest to them in age."""
    main = max(group_of.values(), key=len, default=set())
    companions = [person for person in kinship.people if person.ref in main and person.born_on]
    for person in kinship.people:
        group = group_of[person.ref]
        if group is not main and person.born_on and companions:
            nearest = min(companions, key=lambda other: _days_apart(person, other))
            _join(group_of, rows, nearest.ref, person.ref, 0)


def _days_apart(person: Person, other: Person) -> int:
    if person.born_on is None or other.born_on is None:
        return 0
    return abs((person.born_on - other.born_on).days)


def _without_gaps(rows: dict[str, int]) -> dict[str, int]:
    used = {row: place for place, row in enumerate(sorted(set(rows.values())))}
    return {ref: used[row] for ref, row in rows.items()}
