"""Says who stands beside whom in each row of a genogram: couples together, children under their parents."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from .kinship import Kinship, Union
from .spacing import Order, drop_of, place

Chains = list[list[list[str]]]
Move = Callable[[Chains, int, int], Chains]
_CROSSING_COST = 400.0
_PASSES = 3
_TRIES, _MOST_PLACED = 150, 1500  # a large family is improved less, so that no page waits for its picture
_WORTH_MOVING = 0.5


def order_roughly(kinship: Kinship, rows: Mapping[str, int]) -> Order:
    """Order each row by birth dates and parents, couples together, without looking how the lines would run."""
    return _flat(_sorted_by_parents(_chains(kinship, rows), kinship))


def order_rows(kinship: Kinship, rows: Mapping[str, int], widths: Mapping[str, float], gap: float) -> Order:
    """Order each row, starting from birth dates and improving by turning chains round and swapping neighbours."""
    chains = _sorted_by_parents(_chains(kinship, rows), kinship)
    cost = _cost(kinship, widths, gap)
    best = cost(chains)
    tries = min(_TRIES, _MOST_PLACED // max(len(rows), 1))
    for move, row, place_in_row in (_moves(chains) * _PASSES)[:tries]:
        changed = move(chains, row, place_in_row)
        if (tried := cost(changed)) < best - _WORTH_MOVING:
            chains, best = changed, tried
    return _flat(chains)


def _chains(kinship: Kinship, rows: Mapping[str, int]) -> Chains:
    """Each row as chains of people joined by unions: former partners to the left, present ones to the right."""
    height = max(rows.values(), default=-1) + 1
    chains: Chains = [[] for _ in range(height)]
    seen: set[str] = set()
    for person in sorted(kinship.people, key=lambda person: (-_couples_of(kinship, person.ref), person.sort_key)):
        if person.ref not in seen:
            chain = _chain(person.ref, kinship, rows, seen)
            chains[rows[person.ref]].append(_man_first(chain, kinship))
    return chains


def _man_first(chain: list[str], kinship: Kinship) -> list[str]:
    """Of a couple the man stands to the left, as genograms have it, until the lines say otherwise."""
    sexes = {person.ref: person.sex for person in kinship.people}
    return chain[::-1] if [sexes[ref] for ref in chain] == ["F", "M"] else chain


def _couples_of(kinship: Kinship, ref: str) -> int:
    return sum(union.holds(ref) for union in kinship.unions)


def _children_of(kinship: Kinship, union: Union) -> int:
    pair = {union.first, union.second}
    return sum(len(brood.children) for brood in kinship.broods if set(brood.parents) == pair)


def _chain(ref: str, kinship: Kinship, rows: Mapping[str, int], seen: set[str]) -> list[str]:
    seen.add(ref)
    left: list[str] = []
    right: list[str] = []
    for union in sorted(kinship.unions, key=lambda union: (not union.is_over, -_children_of(kinship, union))):
        other = union.other(ref)
        if union.holds(ref) and other not in seen and rows[other] == rows[ref]:
            beyond = _chain(other, kinship, rows, seen)
            if union.is_over or (not union.is_couple and not left):
                left = [*(beyond if beyond[-1] == other else reversed(beyond)), *left]
            else:
                right += beyond if beyond[0] == other else list(reversed(beyond))
    return [*left, ref, *right]


def _sorted_by_parents(chains: Chains, kinship: Kinship) -> Chains:
    """Children follow the order of their parents in the row above, eldest first within a brood."""
    birth = {person.ref: place for place, person in enumerate(kinship.people)}
    ordered: Chains = []
    standing: dict[str, float] = {}
    for row in chains:
        under = {child: _middle(brood.parents, standing) for brood in kinship.broods for child in brood.children}
        row = sorted(row, key=lambda chain: _rank(chain, under, birth))
        standing.update({ref: float(place) for place, ref in enumerate(ref for chain in row for ref in chain)})
        ordered.append(row)
    return ordered


def _middle(refs: tuple[str, ...], standing: Mapping[str, float]) -> float | None:
    places = [standing[ref] for ref in refs if ref in standing]
    return sum(places) / len(places) if places else None


def _rank(chain: list[str], under: Mapping[str, float | None], birth: Mapping[str, int]) -> tuple[float, int]:
    places = [place for ref in chain if (place := under.get(ref)) is not None]
    eldest = min(birth[ref] for ref in chain if not places or under.get(ref) is not None)
    return (sum(places) / len(places) if places else 1e9, eldest)


def _cost(kinship: Kinship, widths: Mapping[str, float], gap: float) -> Callable[[Chains], float]:
    def cost(chains: Chains) -> float:
        order = _flat(chains)
        xs = place(order, kinship, widths, gap)
        lines = [
            (drop, xs[child], rank) for brood in kinship.broods for rank, child in enumerate(brood.children)
            if (drop := drop_of(brood, kinship, xs, order, widths)) is not None
        ]  # fmt: skip
        length = sum(abs(drop - x) for drop, x, _ in lines)
        crossed = sum((a[0] - b[0]) * (a[1] - b[1]) < -1 for i, a in enumerate(lines) for b in lines[:i])
        apart = sum(abs(xs[union.first] - xs[union.second]) for union in kinship.unions)
        return length + apart + _CROSSING_COST * crossed

    return cost


def _moves(chains: Chains) -> list[tuple[Move, int, int]]:
    turns: list[tuple[Move, int, int]] = [
        (_turned, row, i) for row, placed in enumerate(chains) for i, chain in enumerate(placed) if len(chain) > 1
    ]
    swaps: list[tuple[Move, int, int]] = [
        (_swapped, row, i) for row, placed in enumerate(chains) for i in range(1, len(placed))
    ]
    return turns + swaps


def _turned(chains: Chains, row: int, i: int) -> Chains:
    copy = [list(placed) for placed in chains]
    copy[row][i] = list(reversed(copy[row][i]))
    return copy


def _swapped(chains: Chains, row: int, i: int) -> Chains:
    copy = [list(placed) for placed in chains]
    copy[row][i - 1], copy[row][i] = copy[row][i], copy[row][i - 1]
    return copy


def _flat(chains: Chains) -> Order:
    return [[ref for chain in row for ref in chain] for row in chains]
