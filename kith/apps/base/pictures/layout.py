"""Says where everybody of a genogram stands and where every line runs: people and bonds in, places and strokes out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from . import symbols
from .generations import assign_rows
from .kinship import Kinship
from .lines import Line, Lines, Point
from .ordering import order_roughly, order_rows
from .spacing import FINE, place

GAP = 22
WIDEST = 1800  # pixels: a family that needs more is drawn without lines
MOST_PEOPLE = 48
LABEL = 46
MARGIN = 12
_STEM = 26
_LEVEL = 12
_FIRST_LEVEL = 14
_ACROSS = 5
_SIZE = symbols.SIZE


@dataclass(frozen=True)
class Layout:
    """Where the middle of everybody's symbol is, every line, and how large it all is."""

    spots: Mapping[str, Point]
    lines: tuple[Line, ...]
    width: float
    height: float
    is_tree: bool = True


def lay_out(kinship: Kinship) -> Layout:
    """Give everybody a place and every relation its line; a family too large for a tree gets rows without lines."""
    widths = label_widths(kinship)
    rows = assign_rows(kinship)
    if not is_tree(kinship, rows, widths):
        return _without_lines(kinship, rows)
    order = order_rows(kinship, rows, widths, GAP)
    xs = place(order, kinship, widths, GAP, FINE)
    lines = Lines(kinship, order, xs, widths)
    tops = _tops(len(order), lines.heights)
    spots = {ref: (xs[ref], tops[row] + _SIZE / 2) for row, refs in enumerate(order) for ref in refs}
    levels = {run: tops[band] - _FIRST_LEVEL - level * _LEVEL for run, (band, level) in lines.levels.items()}
    return _framed(spots, lines.strokes(spots, levels), widths, tops[-1] + _SIZE + LABEL if tops else 0.0)


def label_widths(kinship: Kinship) -> dict[str, float]:
    """How much room each person takes in a row."""
    lone = kinship.lone_parents
    return {person.ref: symbols.label_width(person, is_beside=person.ref in lone) for person in kinship.people}


def is_tree(kinship: Kinship, rows: Mapping[str, int], widths: Mapping[str, float]) -> bool:
    """Answer whether a tree would still be one that can be read."""
    across: dict[int, float] = {}
    for ref, row in rows.items():
        across[row] = across.get(row, 0) + widths[ref] + GAP
    return len(kinship.people) <= MOST_PEOPLE and max(across.values(), default=0) <= WIDEST


def _tops(rows: int, heights: Mapping[int, int]) -> list[float]:
    """The top of each row's symbols: the band above has as much height as its lines need."""
    tops: list[float] = []
    for row in range(rows):
        above = tops[-1] + _SIZE + LABEL + _STEM if tops else MARGIN
        tops.append(above + heights.get(row, 0) * _LEVEL)
    return tops


def _framed(spots: Mapping[str, Point], lines: Iterable[Line], widths: Mapping[str, float], height: float) -> Layout:
    """Move everything so that the leftmost thing stands just inside the picture."""
    lines = tuple(lines)
    drawn = [x for line in lines for stroke in line.strokes for x, _ in stroke]
    left = min([*(x - widths[ref] / 2 for ref, (x, _) in spots.items()), *drawn], default=0.0)
    right = max([*(x + widths[ref] / 2 for ref, (x, _) in spots.items()), *drawn], default=0.0)
    shift = MARGIN - left
    moved = {ref: (x + shift, y) for ref, (x, y) in spots.items()}
    return Layout(moved, tuple(line.moved(shift) for line in lines), right + shift + MARGIN, height)


def _without_lines(kinship: Kinship, rows: Mapping[str, int]) -> Layout:
    """Rows of people by generation that wrap, couples and siblings side by side."""
    cell, tall = symbols.WIDEST_LABEL + 14, _SIZE + LABEL + 14
    spots: dict[str, Point] = {}
    top = float(MARGIN)
    for held in order_roughly(kinship, rows):
        for i, ref in enumerate(held):
            spots[ref] = (MARGIN + cell * (i % _ACROSS + 0.5), top + _SIZE / 2 + i // _ACROSS * tall)
        top += tall * ((len(held) - 1) // _ACROSS + 1) + 12
    return Layout(spots, (), 2 * MARGIN + cell * _ACROSS, top, is_tree=False)
