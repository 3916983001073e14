"""Says how far apart people stand in a genogram: as near under their parents as the minimum gaps allow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from .kinship import Brood, Kinship

Order = list[list[str]]
QUICK, FINE = 10, 60
_UNBOUND_WEIGHT = 0.05


def place(
    order: Order, kinship: Kinship, widths: Mapping[str, float], gap: float, sweeps: int = QUICK
) -> dict[str, float]:
    """Give each person the x of their middle; the leftmost label starts at 0. More sweeps, straighter lines."""
    xs = {ref: float(place) for row in order for ref, place in zip(row, _tight(row, widths, gap), strict=True)}
    for _ in range(sweeps):
        for row in reversed(order):
            _settle(row, _wished_by_children(row, kinship, xs, order), xs, widths, gap)
        for row in order:
            _settle(row, _wished_by_parents(row, kinship, xs, order, widths, gap), xs, widths, gap)
    left = min((x - widths[ref] / 2 for ref, x in xs.items()), default=0)
    return {ref: x - left for ref, x in xs.items()}


def drop_of(brood: Brood, kinship: Kinship, xs: Mapping[str, float], order: Order) -> float | None:
    """Where the line down to the children starts: between the parents, under the one parent, or nowhere."""
    if not brood.parents:
        return None
    if len(brood.parents) == 1:
        return xs[brood.parents[0]]
    left, right = sorted(brood.parents, key=lambda ref: xs[ref])
    row = next((row for row in order if left in row and right in row), None)
    if row is None:
        return (xs[left] + xs[right]) / 2
    # Not side by side: come down in the gap beside the outer one, where no other couple's line runs.
    after_left, before_right = row[row.index(left) + 1], row[row.index(right) - 1]
    if any(union.holds(left) and union.holds(after_left) for union in kinship.unions):
        return (xs[before_right] + xs[right]) / 2
    return (xs[left] + xs[after_left]) / 2


def _tight(row: Sequence[str], widths: Mapping[str, float], gap: float) -> list[float]:
    places = [0.0]
    for left, right in pairwise(row):
        places.append(places[-1] + (widths[left] + widths[right]) / 2 + gap)
    return places[: len(row)]


def _wished_by_parents(
    row: list[str], kinship: Kinship, xs: dict[str, float], order: Order, widths: Mapping[str, float], gap: float
) -> dict[str, float]:
    """Children wish to stand close together under their parents; birth parents, where known, have the only say."""
    near = dict(zip(row, _tight(row, widths, gap), strict=True))
    wishes: dict[str, dict[bool, list[float]]] = {}
    for brood in kinship.broods:
        drop = drop_of(brood, kinship, xs, order)
        if drop is None or brood.children[0] not in near:
            continue
        middle = sum(near[child] for child in brood.children) / len(brood.children)
        for child in brood.children:
            wishes.setdefault(child, {}).setdefault(brood.kind == "BIRTH", []).append(drop + near[child] - middle)
    return {ref: _mean(said.get(True) or said[False]) for ref, said in wishes.items()}


def _wished_by_children(row: list[str], kinship: Kinship, xs: dict[str, float], order: Order) -> dict[str, float]:
    """Parents wish to stand over the middle of their children, as far apart as they are."""
    wishes: dict[str, list[float]] = {}
    for brood in kinship.broods:
        drop = drop_of(brood, kinship, xs, order)
        if drop is None or brood.parents[0] not in row:
            continue
        for parent in brood.parents:
            wishes.setdefault(parent, []).append(_mean([xs[child] for child in brood.children]) + xs[parent] - drop)
    return {ref: _mean(said) for ref, said in wishes.items()}


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _settle(
    row: list[str], wishes: Mapping[str, float], xs: dict[str, float], widths: Mapping[str, float], gap: float
) -> None:
    """Move a row to its wishes, keeping order and gaps: least squares by pooling adjacent violators."""
    tight = _tight(row, widths, gap)
    wished = [wishes.get(ref, _beside(place, row, tight, wishes, xs)) for place, ref in enumerate(row)]
    pools: list[list[float]] = []
    for ref, offset, wish in zip(row, tight, wished, strict=True):
        pools.append([1.0 if ref in wishes else _UNBOUND_WEIGHT, wish - offset, 1])
        while len(pools) > 1 and pools[-2][1] > pools[-1][1]:
            weight, place, count = pools.pop()
            total = pools[-1][0] + weight
            pools[-1] = [total, (pools[-1][0] * pools[-1][1] + weight * place) / total, pools[-1][2] + count]
    settled = [place for _, place, count in pools for _ in range(int(count))]
    xs.update({ref: place + offset for ref, place, offset in zip(row, settled, tight, strict=True)})


def _beside(
    place: int, row: list[str], tight: list[float], wishes: Mapping[str, float], xs: Mapping[str, float]
) -> float:
    """Somebody with no parents or children drawn stands as near as may be to the nearest one who has."""
    bound = [other for other, ref in enumerate(row) if ref in wishes]
    if not bound:
        return xs[row[place]]
    nearest = min(bound, key=lambda other: abs(other - place))
    return wishes[row[nearest]] + tight[place] - tight[nearest]
