"""Draws who is in a family: generations in rows, unions as lines, children under their own parents."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from . import symbols
from .generations import assign_rows
from .kinship import Brood, Kinship, Union
from .ordering import order_rows
from .spacing import FINE, Order, drop_of, place
from .svg import element, number, picture

GAP = 22
_SIZE = symbols.SIZE
_LABEL = 46
_STEM = 26
_LEVEL = 12
_MARGIN = 12
_WIDEST = 2400
_BESIDE = 70
_LEGEND = 380

Name = tuple[str, ...]
Levels = dict[Name, int]
Drop = tuple[float | None, float | None]


def draw_genogram(kinship: Kinship, *, title: str, desc: str, home: str = "", key: str = "genogram") -> str:
    """Draw the family as SVG; a family too wide to draw as a tree is drawn as rows of people, without lines."""
    widths = label_widths(kinship)
    rows = assign_rows(kinship)
    order = order_rows(kinship, rows, widths, GAP)
    xs = place(order, kinship, widths, GAP, FINE)
    if max((xs[ref] + widths[ref] / 2 for ref in xs), default=0) > _WIDEST:
        return _draw_rows_only(kinship, order, title=title, desc=desc, home=home, key=key)
    return _draw_tree(kinship, order, xs, title=title, desc=desc, home=home, key=key)


def label_widths(kinship: Kinship) -> dict[str, float]:
    """How much room each person takes in a row."""
    lone = kinship.lone_parents
    return {person.ref: symbols.label_width(person, is_beside=person.ref in lone) for person in kinship.people}


def _draw_tree(
    kinship: Kinship, order: Order, xs: Mapping[str, float], *, title: str, desc: str, home: str, key: str
) -> str:
    xs = {ref: x + _MARGIN for ref, x in xs.items()}
    row_of = {ref: row for row, refs in enumerate(order) for ref in refs}
    arches = _arches(kinship, order, xs, row_of)
    drops = {_brood_key(brood): _drop(brood, kinship, xs, order, row_of) for brood in kinship.broods}
    bars = _bars(kinship, xs, drops, row_of)
    tops = _row_tops(len(order), arches, bars, row_of)
    ys = {ref: tops[row] + _SIZE / 2 for ref, row in row_of.items()}
    lines = [_draw_brood(brood, drops[_brood_key(brood)], xs, ys, bars, arches) for brood in kinship.broods]
    lines += [_draw_union(union, xs, ys, arches) for union in kinship.unions]
    widths, lone = label_widths(kinship), kinship.lone_parents
    people = [
        symbols.draw_person(person, xs[person.ref], ys[person.ref], is_beside=person.ref in lone)
        for person in kinship.people
    ]
    foot = (tops[-1] if tops else 0) + _SIZE + _LABEL
    right = max((xs[ref] + widths[ref] / 2 for ref in xs), default=0) + _MARGIN
    # Under the middle of the tree, and no wider than a phone, which shows the middle first.
    left = max(_MARGIN, (right - _LEGEND) / 2)
    legend, width, height = symbols.draw_legend(kinship, home, left, foot + 14, left + _LEGEND)
    return picture(max(right, width), height, *lines, *people, legend, title=title, desc=desc, key=key)


def _arches(kinship: Kinship, order: Order, xs: Mapping[str, float], row_of: Mapping[str, int]) -> Levels:
    """Couples who do not stand side by side are joined over the top: each gets a level above its row, from 1."""
    spans: dict[int, list[tuple[float, float, Name]]] = {}
    for union in kinship.unions:
        left, right = sorted((union.first, union.second), key=lambda ref: xs[ref])
        row = order[row_of[left]]
        if right not in row or row.index(right) != row.index(left) + 1:
            spans.setdefault(row_of[left], []).append((xs[left], xs[right], (union.first, union.second)))
    return {pair: level + 1 for row in spans.values() for pair, level in _levels(row).items()}


def _bars(kinship: Kinship, xs: Mapping[str, float], drops: Mapping[Name, Drop], row_of: Mapping[str, int]) -> Levels:
    """The bar over each brood has a level above the children's row, so that bars of two broods never run together."""
    spans: dict[int, list[tuple[float, float, Name]]] = {}
    for brood in kinship.broods:
        reach = _reach(brood, drops[_brood_key(brood)], xs)
        spans.setdefault(row_of[brood.children[0]], []).append((reach[0], reach[-1], _brood_key(brood)))
    return {name: level for row in spans.values() for name, level in _levels(row).items()}


def _drop(brood: Brood, kinship: Kinship, xs: Mapping[str, float], order: Order, row_of: Mapping[str, int]) -> Drop:
    """Where the line to the children leaves and where it lands: past a row of others it lands in a gap of that row."""
    leaves = drop_of(brood, kinship, xs, order)
    passed = row_of[brood.parents[0]] + 1 if brood.parents else 0
    if leaves is None or passed >= row_of[brood.children[0]]:
        return leaves, leaves
    row = [xs[ref] for ref in order[passed]]
    # A little beside the middle of a gap, where a couple's own line to their children may run.
    gaps = [(left + right) / 2 + _LEVEL for left, right in pairwise(row)] + [row[0] - _BESIDE, row[-1] + _BESIDE]
    return leaves, min((gap for gap in gaps if gap > 0), key=lambda gap: abs(gap - leaves))


def _reach(brood: Brood, drop: Drop, xs: Mapping[str, float]) -> list[float]:
    """The places that the bar over a brood joins, from left to right."""
    return sorted({*(xs[child] for child in brood.children), *(() if drop[1] is None else (drop[1],))})


def _brood_key(brood: Brood) -> Name:
    return (*brood.parents, brood.kind, *brood.children)


def _levels(spans: list[tuple[float, float, Name]]) -> Levels:
    """The lowest level at which each span touches no other, the shortest spans lowest."""
    held: list[list[tuple[float, float]]] = []
    levels: Levels = {}
    for left, right, name in sorted(spans, key=lambda span: (span[1] - span[0], span)):
        level = next(
            (i for i, taken in enumerate(held) if all(right < start - 4 or left > end + 4 for start, end in taken)),
            len(held),
        )
        if level == len(held):
            held.append([])
        held[level].append((left, right))
        levels[name] = level
    return levels


def _row_tops(count: int, arches: Levels, bars: Levels, row_of: Mapping[str, int]) -> list[float]:
    over = [0] * count
    for pair, level in arches.items():
        over[row_of[pair[0]]] = max(over[row_of[pair[0]]], level)
    under = [0] * count
    for name, level in bars.items():
        row = row_of[name[-1]]
        under[row] = max(under[row], level + 1)
    tops: list[float] = [_MARGIN + over[0] * _LEVEL] if count else []
    for row in range(1, count):
        tops.append(tops[-1] + _SIZE + _LABEL + _STEM + (over[row] + under[row]) * _LEVEL)
    return tops


def _draw_union(union: Union, xs: Mapping[str, float], ys: Mapping[str, float], arches: Levels) -> str:
    left, right = sorted((union.first, union.second), key=lambda ref: xs[ref])
    level = arches.get((union.first, union.second))
    if level is None:
        y = ys[left]
        path = f"M{number(xs[left] + _SIZE / 2)} {number(y)}H{number(xs[right] - _SIZE / 2)}"
        mark_x = (xs[left] + xs[right]) / 2 - 16
    else:
        y = min(ys[left], ys[right]) - _SIZE / 2 - level * _LEVEL
        path = (
            f"M{number(xs[left] + 8)} {number(ys[left] - _SIZE / 2 + 2)}V{number(y)}"
            f"H{number(xs[right] - 8)}V{number(ys[right] - _SIZE / 2 + 2)}"
        )
        mark_x = xs[right] - 30
    line = element("path", d=path, class_="pic-line" if union.is_couple else "pic-line pic-dashed")
    if not union.is_over:
        return line
    strokes = "".join(f"M{number(mark_x + shift)} {number(y + 8)}l8 -16" for shift in (-7, 0))
    return line + element("path", d=strokes, class_="pic-line")


def _draw_brood(
    brood: Brood, drop: Drop, xs: Mapping[str, float], ys: Mapping[str, float], bars: Levels, arches: Levels
) -> str:
    bar_y = min(ys[child] for child in brood.children) - _SIZE / 2 - 14 - bars[_brood_key(brood)] * _LEVEL
    reach = _reach(brood, drop, xs)
    path = f"M{number(reach[0])} {number(bar_y)}H{number(reach[-1])}" if len(reach) > 1 else ""
    path += "".join(f"M{number(xs[child])} {number(bar_y)}V{number(ys[child] - _SIZE / 2)}" for child in brood.children)
    leaves, lands = drop
    if leaves is not None and lands is not None:
        path += f"M{number(leaves)} {number(_drop_from(brood, ys, arches))}"
        path += f"V{number(ys[brood.parents[0]] + _SIZE / 2 + _LABEL + 4)}H{number(lands)}" if lands != leaves else ""
        path += f"V{number(bar_y)}"
    return element("path", d=path, class_="pic-line" if brood.kind == "BIRTH" else "pic-line pic-dotted")


def _drop_from(brood: Brood, ys: Mapping[str, float], arches: Levels) -> float:
    if len(brood.parents) == 1:
        return ys[brood.parents[0]] + _SIZE / 2
    level = arches.get(brood.parents, arches.get((brood.parents[1], brood.parents[0])))
    highest = min(ys[parent] for parent in brood.parents)
    return highest if level is None else highest - _SIZE / 2 - level * _LEVEL


def _draw_rows_only(kinship: Kinship, order: Order, *, title: str, desc: str, home: str, key: str) -> str:
    """Rows of people that wrap, with no lines: the table beside it says who is whose."""
    cell, across = 120, 6
    named = {person.ref: person for person in kinship.people}
    people, y = [], float(_MARGIN + _SIZE / 2)
    for row in order:
        for place_in_row, ref in enumerate(row):
            x = _MARGIN + cell * (place_in_row % across + 0.5)
            people.append(symbols.draw_person(named[ref], x, y + (place_in_row // across) * 100))
        y += 100 * ((len(row) - 1) // across + 1)
        people.append(element("path", d=f"M0 {number(y - 30)}H{cell * across}", class_="pic-rule"))
    legend, width, height = symbols.draw_legend(kinship, home, _MARGIN, y, cell * across, with_lines=False)
    return picture(max(cell * across, width), height, *people, legend, title=title, desc=desc, key=key)
