"""Says how far apart people stand in a genogram: as near under their parents as the minimum gaps allow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from .kinship import Brood, Kinship

Order = list[list[str]]
QUICK, FINE = 6, 60
_UNBOUND_WEIGHT = 0.05
_STILL = 0.05  # pixels: nobody moved any more


def place(
    order: Order, kinship: Kinship, widths: Mapping[str, float], gap: float, sweeps: int = QUICK
) -> dict[str, float]:
    """Give each person the x of their middle; the leftmost label starts at 0. More sweeps, straighter lines."""
    tight = [_tight(row, widths, gap) for row in order]
    xs = {ref: x for row, places in zip(order, tight, strict=True) for ref, x in zip(row, places, strict=True)}
    rooted = frozenset(ref for brood in kinship.broods for ref in (*brood.parents, *brood.children))
    rows = list(zip(order, tight, strict=True))
    for _ in range(sweeps):
        before = dict(xs)
        for row, places in reversed(rows):
            _settle(row, places, _wished_by_children(row, kinship, xs, order, widths), xs, rooted)
        for row, places in rows:
            _settle(row, places, _wished_by_parents(row, places, kinship, xs, order, widths), xs, rooted)
        if max((abs(xs[ref] - before[ref]) for ref in xs), default=0) < _STILL:
            break
    left = min((x - widths[ref] / 2 for ref, x in xs.items()), default=0)
    return {ref: x - left for ref, x in xs.items()}


def drop_of(
    brood: Brood, kinship: Kinship, xs: Mapping[str, float], order: Order, widths: Mapping[str, float]
) -> float | None:
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
    if after_left == right or any(union.holds(left) and union.holds(after_left) for union in kinship.unions):
        return _between(before_right, right, xs, widths)
    return _between(left, after_left, xs, widths)


def _between(left: str, right: str, xs: Mapping[str, float], widths: Mapping[str, float]) -> float:
    """The middle of the gap between two neighbours, where it is as far from one label as from the other."""
    return (xs[left] + widths[left] / 2 + xs[right] - widths[right] / 2) / 2


def _tight(row: Sequence[str], widths: Mapping[str, float], gap: float) -> list[float]:
    places = [0.0]
    for left, right in pairwise(row):
        places.append(places[-1] + (widths[left] + widths[right]) / 2 + gap)
    return places[: len(row)]


def _wished_by_parents(
    row: list[str],
    places_close: Sequence[float],
    kinship: Kinship,
    xs: dict[str, float],
    order: Order,
    widths: Mapping[str, float],
) -> dict[str, float]:
    """Children wish to stand under their parents, close together while none has children of their own.

    Birth parents, where known, have the only say.
    """
    near = dict(zip(row, places_close, strict=True))
    parents = {parent for brood in kinship.broods for parent in brood.parents}
    wishes: dict[str, dict[bool, list[float]]] = {}
    for brood in kinship.broods:
        drop = drop_of(brood, kinship, xs, order, widths)
        here = [child for child in brood.children if child in near]
        if drop is None or not here:
            continue
        places = xs if parents.intersection(brood.children) else near
        middle = _mean([places[child] for child in here])
        for child in here:
            wishes.setdefault(child, {}).setdefault(brood.kind == "BIRTH", []).append(drop + places[child] - middle)
    return {ref: _mean(said.get(True) or said[False]) for ref, said in wishes.items()}


def _wished_by_children(
    row: list[str], kinship: Kinship, xs: dict[str, float], order: Order, widths: Mapping[str, float]
) -> dict[str, float]:
    """Parents wish to stand over the middle of their children, as far apart as they are."""
    wishes: dict[str, list[float]] = {}
    for brood in kinship.broods:
        drop = drop_of(brood, kinship, xs, order, widths)
        if drop is None or brood.parents[0] not in row:
            continue
        for parent in brood.parents:
            wishes.setdefault(parent, []).append(_mean([xs[child] for child in brood.children]) + xs[parent] - drop)
    return {ref: _mean(said) for ref, said in wishes.items()}


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _settle(
    row: list[str],
    tight: Sequence[float],
    wishes: Mapping[str, float],
    xs: dict[str, float],
    rooted: frozenset[str],
) -> None:
    """Move a row to its wishes, keeping order and gaps: least squares by pooling adjacent violators."""
    wished = [_wish(place, row, tight, wishes, xs, rooted) for place in range(len(row))]
    pools: list[list[float]] = []
    for ref, offset, wish in zip(row, tight, wished, strict=True):
        pools.append([1.0 if ref in wishes else _UNBOUND_WEIGHT, wish - offset, 1])
        while len(pools) > 1 and pools[-2][1] > pools[-1][1]:
            weight, place, count = pools.pop()
            total = pools[-1][0] + weight
            pools[-1] = [total, (pools[-1][0] * pools[-1][1] + weight * place) / total, pools[-1][2] + count]
    settled = [place for _, place, count in pools for _ in range(int(count))]
    xs.update({ref: place + offset for ref, place, offset in zip(row, settled, tight, strict=True)})


def _wish(
    place: int,
    row: list[str],
    tight: Sequence[float],
    wishes: Mapping[str, float],
    xs: Mapping[str, float],
    rooted: frozenset[str],
) -> float:
    """Somebody with no parents or children drawn stands as near as may be to the nearest one who has."""
    ref = row[place]
    if ref in wishes or ref in rooted:
        return wishes.get(ref, xs[ref])
    anchors = [other for other, held in enumerate(row) if held in rooted]
    if not anchors:
        return xs[ref]
    nearest = min(anchors, key=lambda other: abs(other - place))
    return wishes.get(row[nearest], xs[row[nearest]]) + tight[place] - tight[nearest]
