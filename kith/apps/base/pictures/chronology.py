"""Draws what has happened to a family: a lane for each person and for the household, and agencies by quarter below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from .binning import CROWDED, bin_by_quarter, gather_repeats
from .chronicle import Item, Lane, QuarterCount
from .packing import DOT, FONT, Mark, pack
from .strip import HEIGHT, draw_strip
from .svg import element, number, picture, shorten, text

WIDTH = 732
_LABELS = 104
_TOP = 24
_ROW = 25
_PAD = 9
_EDGE = 2
_TALLEST_LANE = 12


def draw_chronology(
    lanes: Sequence[Lane],
    items: Sequence[Item],
    counts: Sequence[QuarterCount],
    *,
    first: date,
    last: date,
    title: str,
    desc: str,
    key: str = "chronology",
) -> str:
    """Draw the lanes from ``first`` to ``last``; empty lanes are left out, crowded ones are gathered by quarter."""
    scale = scale_of(first, last, left=_LABELS, right=WIDTH - _EDGE)
    packed = _packed_lanes(lanes, items, scale, last)
    parts, y = [], float(_TOP)
    for lane, marks in packed:
        height = (max(mark.row for mark in marks) + 1) * _ROW + 2 * _PAD
        parts.append(_draw_lane(lane, marks, y, height))
        y += height
    years = draw_years(first, last, scale, y, left=_LABELS, right=WIDTH)
    strip = ""
    if counts:
        strip = text("Agencies", 0, y + 26, font_size=14, class_="pic-soft")
        strip += draw_strip(counts, scale, y + 9, left_edge=_LABELS, right_edge=WIDTH - _EDGE)
        y += HEIGHT + 14
    return picture(WIDTH, y + 4, years, *parts, strip, title=title, desc=desc, key=key)


def scale_of(first: date, last: date, *, left: float, right: float) -> Callable[[date], float]:
    """Answer where each day stands between the edges of a picture that reaches from ``first`` to ``last``."""
    days = max((last - first).days, 1)

    def x_of(day: date) -> float:
        return left + (right - left) * (day - first).days / days

    return x_of


def _packed_lanes(
    lanes: Sequence[Lane], items: Sequence[Item], scale: Callable[[date], float], last: date
) -> list[tuple[Lane, list[Mark]]]:
    gathered = bin_by_quarter(items) if len(items) > CROWDED else gather_repeats(items)
    packed = []
    for lane in lanes:
        held = [item for item in gathered if item.lane == lane.key]
        marks = pack(held, scale, left_edge=_LABELS + 2, right_edge=WIDTH - _EDGE, until=last)
        if marks and max(mark.row for mark in marks) >= _TALLEST_LANE:
            held = bin_by_quarter(held)
            marks = pack(held, scale, left_edge=_LABELS + 2, right_edge=WIDTH - _EDGE, until=last)
        if marks:
            packed.append((lane, marks))
    return packed


def draw_years(
    first: date, last: date, x_of: Callable[[date], float], bottom: float, *, left: float, right: float
) -> str:
    """Draw a thin line down from the start of each year, and its number where there is room for one."""
    drawn = []
    for year in range(first.year, last.year + 1):
        x = max(x_of(date(year, 1, 1)), left)
        ends = min(x_of(date(year + 1, 1, 1)), right)
        drawn.append(element("path", d=f"M{number(x)} {_TOP - 4}V{number(bottom)}", class_="pic-rule"))
        if ends - x > 34:
            drawn.append(text(str(year), x + 4, 14, font_size=13, class_="pic-soft"))
    return "".join(drawn)


def _draw_lane(lane: Lane, marks: list[Mark], y: float, height: float) -> str:
    label = shorten(lane.label, 15.5, _LABELS - 8)
    rule = element("path", d=f"M0 {number(y)}H{WIDTH}", class_="pic-rule")
    name = text(label, 0, y + height / 2 + 5, font_size=15, class_="pic-ink pic-strong")
    return rule + name + "".join(_draw_mark(mark, y + _PAD + mark.row * _ROW + _ROW / 2) for mark in marks)


def _draw_mark(mark: Mark, middle: float) -> str:
    item = mark.item
    dot_x = mark.left + DOT
    shapes = []
    if item.is_spell:
        wide = mark.right - mark.left
        shapes.append(element("rect", x=mark.left, y=middle - 10, width=wide, height=20, rx=3, class_="pic-bar"))
    shapes.append(element("circle", cx=dot_x, cy=middle, r=DOT, class_="pic-dot"))
    shapes.append(text(item.letter, dot_x, middle + 4, font_size=11, text_anchor="middle", class_="pic-letter"))
    if mark.words:
        anchor = "end" if mark.words_end else None
        shapes.append(
            text(mark.words, mark.words_x, middle + 4.5, font_size=FONT, text_anchor=anchor, class_="pic-ink")
        )
    return element("g", *shapes, class_=f"kith-agency--{item.letter}")
