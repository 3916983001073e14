"""What must hold of every genogram: found wrong in a layout, it is named in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations, pairwise

from kith.apps.base.pictures.kinship import Brood, Kinship, Person
from kith.apps.base.pictures.layout import Layout, lay_out
from kith.apps.base.pictures.lines import Line, Point
from kith.apps.base.pictures.symbols import SIZE, label_box

Box = tuple[float, float, float, float]
HALF = SIZE / 2


def symbol_box(spot: Point) -> Box:
    x, y = spot
    return x - HALF, y - HALF, x + HALF, y + HALF


def home_dot(person: Person, spot: Point) -> list[Box]:
    x, y = spot
    return [(x + HALF + 1, y - HALF - 3, x + HALF + 11, y - HALF + 7)] if person.is_at_home else []


def touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def runs_through(start: Point, end: Point, box: Box, *, by: float = 0.5) -> bool:
    """Whether a level or upright stroke enters a box."""
    (x1, y1), (x2, y2) = start, end
    stroke = (min(x1, x2) - 0.01, min(y1, y2) - 0.01, max(x1, x2) + 0.01, max(y1, y2) + 0.01)
    return touch(stroke, (box[0] + by, box[1] + by, box[2] - by, box[3] - by))


def segments(line: Line) -> Iterator[tuple[Point, Point]]:
    for stroke in line.strokes:
        yield from pairwise(stroke)


def people_of(line: Line) -> set[str]:
    of = line.of
    return {*of.parents, *of.children} if isinstance(of, Brood) else {of.first, of.second}


def faults(kinship: Kinship) -> list[str]:
    """Everything that is wrong with how a family is laid out; nothing, for one that is drawn well."""
    layout = lay_out(kinship)
    return [
        *_overlaps(kinship, layout),
        *_crossed(kinship, layout),
        *_not_drawn_once(kinship, layout),
        *_unjoined(layout),
        *_run_together(layout),
        *_outside(kinship, layout),
    ]


def _boxes(kinship: Kinship, layout: Layout) -> list[tuple[str, str, Box]]:
    lone = kinship.lone_parents if layout.is_tree else frozenset[str]()
    found = []
    for person in kinship.people:
        spot = layout.spots[person.ref]
        found.append((person.ref, "symbol", symbol_box(spot)))
        found.append((person.ref, "label", label_box(person, *spot, is_beside=person.ref in lone)))
        found += [(person.ref, "dot", box) for box in home_dot(person, spot)]
    return found


def _overlaps(kinship: Kinship, layout: Layout) -> Iterator[str]:
    for (one, what, box), (other, kind, held) in combinations(_boxes(kinship, layout), 2):
        if touch(box, held):
            yield f"the {what} of {one} lies over the {kind} of {other}"


def _crossed(kinship: Kinship, layout: Layout) -> Iterator[str]:
    for line in layout.lines:
        for ref, what, box in _boxes(kinship, layout):
            is_own = what != "label" and ref in people_of(line)
            if not is_own and any(runs_through(*segment, box) for segment in segments(line)):
                yield f"the line of {line.of} runs through the {what} of {ref}"
            if what == "label" and line.mark and touch(box, _mark_box(line.mark)):
                yield f"the strokes that cross out {line.of} lie over the label of {ref}"


def _mark_box(mark: Point) -> Box:
    x, y = mark
    return x - 9, y - 8, x + 6, y + 8


def _not_drawn_once(kinship: Kinship, layout: Layout) -> Iterator[str]:
    if not layout.is_tree:
        if layout.lines:
            yield "there are lines where there should be none"
        return
    drawn = Counter(line.of for line in layout.lines)
    if drawn != Counter([*kinship.unions, *kinship.broods]):
        yield "a relation is not drawn once"
    pairs = Counter(
        (parent, child, line.of.kind)
        for line in layout.lines
        if isinstance(line.of, Brood)
        for parent in line.of.parents
        for child in line.of.children
    )
    yield from (f"{pair} is drawn {times} times" for pair, times in pairs.items() if times > 1)


def _unjoined(layout: Layout) -> Iterator[str]:
    """Every line reaches all the people it speaks of; children of two hang on the line that joins those two."""
    joined = {frozenset(people_of(line)): line for line in layout.lines if not isinstance(line.of, Brood)}
    for line in layout.lines:
        whole = list(segments(line))
        reached = list(line.of.children if isinstance(line.of, Brood) else people_of(line))
        if isinstance(line.of, Brood) and len(line.of.parents) == 1:
            reached += line.of.parents
        for ref in reached:
            if not any(runs_through(*segment, symbol_box(layout.spots[ref])) for segment in whole):
                yield f"the line of {line.of} does not reach {ref}"
        if isinstance(line.of, Brood) and len(line.of.parents) == 2:
            x, y = line.strokes[0][0]
            over = joined[frozenset(line.of.parents)]
            if not any(runs_through(*each, (x - 1, y - 1, x + 1, y + 1)) for each in segments(over)):
                yield f"the children of {line.of} do not hang on their parents' line"


def _run_together(layout: Layout) -> Iterator[str]:
    """No two level strokes of two relations lie in one another, or nobody could tell them apart."""
    for one, other in combinations(layout.lines, 2):
        for (a, b), (c, d) in ((s, t) for s in segments(one) for t in segments(other)):
            is_level = a[1] == b[1] and c[1] == d[1] and a[0] != b[0] and c[0] != d[0] and abs(a[1] - c[1]) < 3
            within = min(max(a[0], b[0]), max(c[0], d[0])) - max(min(a[0], b[0]), min(c[0], d[0]))
            if is_level and within > 1:
                yield f"{one.of} and {other.of} run together"


def _outside(kinship: Kinship, layout: Layout) -> Iterator[str]:
    for ref, what, box in _boxes(kinship, layout):
        if box[0] < 0 or box[1] < 0 or box[2] > layout.width or box[3] > layout.height:
            yield f"the {what} of {ref} is outside the picture"
    for line in layout.lines:
        points = [point for stroke in line.strokes for point in stroke]
        if any(not (0 <= x <= layout.width and 0 <= y <= layout.height) for x, y in points):
            yield f"the line of {line.of} leaves the picture"
