"""Finds each mark of a chronology a row in its lane, measured in pixels, so that no two marks or labels overlap."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from .chronicle import Item
from .svg import shorten, text_width

FONT = 13
DOT = 9
SPACE = 10
_INSIDE = 24
_LEAST_BAR = 2 * DOT


@dataclass(frozen=True)
class Mark:
    """An item with its place: the shape from ``left`` to ``right``, the label's start, and which row of its lane."""

    item: Item
    left: float
    right: float
    words: str
    words_x: float
    words_end: bool
    row: int


def words_of(item: Item) -> str:
    """What is written beside a mark: the label, and how many when there are several."""
    return f"{item.label} ×{item.count}".strip() if item.count > 1 else item.label


def pack(
    items: Sequence[Item], x_of: Callable[[date], float], *, left_edge: float, right_edge: float, until: date
) -> list[Mark]:
    """Place each item in the first row that has room for the shape and its words."""
    rows: list[list[tuple[float, float]]] = []
    marks = []
    for item in items:
        mark = _measured(item, x_of, left_edge, right_edge, until)
        reach = _reach(mark)
        row = next((i for i, taken in enumerate(rows) if all(_apart(reach, other) for other in taken)), len(rows))
        if row == len(rows):
            rows.append([])
        rows[row].append(reach)
        marks.append(Mark(**{**vars(mark), "row": row}))
    return marks


def _measured(item: Item, x_of: Callable[[date], float], left_edge: float, right_edge: float, until: date) -> Mark:
    if item.is_spell:
        left = max(x_of(item.starts_on), left_edge)
        right = max(min(x_of(item.ends_on or until), right_edge), left + _LEAST_BAR)
        left, right = min(left, right_edge - _LEAST_BAR), min(right, right_edge)
    else:
        middle = min(max(x_of(item.starts_on), left_edge + DOT), right_edge - DOT)
        left, right = middle - DOT, middle + DOT
    return _with_words(item, left, right, left_edge, right_edge)


def _with_words(item: Item, left: float, right: float, left_edge: float, right_edge: float) -> Mark:
    """Words go inside a bar when they fit, else after it, else before it, else as many of them as fit."""
    words = words_of(item)
    wide = text_width(words, FONT)
    if item.is_spell and wide + _INSIDE + 6 <= right - left:
        return Mark(item, left, right, words, left + _INSIDE, False, 0)
    if right + 6 + wide <= right_edge:
        return Mark(item, left, right, words, right + 6, False, 0)
    if left - 6 - wide >= left_edge:
        return Mark(item, left, right, words, left - 6, True, 0)
    if item.is_spell and right - left > 120:
        return Mark(item, left, right, shorten(words, FONT, right - left - _INSIDE - 6), left + _INSIDE, False, 0)
    return Mark(item, left, right, shorten(words, FONT, left - 6 - left_edge), left - 6, True, 0)


def _reach(mark: Mark) -> tuple[float, float]:
    wide = text_width(mark.words, FONT)
    start = mark.words_x - wide if mark.words_end else mark.words_x
    return (min(mark.left, start), max(mark.right, start + wide)) if mark.words else (mark.left, mark.right)


def _apart(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[1] + SPACE <= other[0] or other[1] + SPACE <= one[0]
