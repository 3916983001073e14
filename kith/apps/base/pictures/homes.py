"""Draws where a family lived and when: a line for each home, a bar for each stay, a dot where somebody lives now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .chronicle import Item
from .chronology import draw_years, scale_of
from .packing import FONT, Mark, pack
from .svg import element, number, picture, shorten, text

WIDTH = 732
MOST_PLACES = 8
_LABELS = 150
_EDGE = 2
_TOP = 24
_ROW = 25
_PAD = 7


@dataclass(frozen=True)
class Stay:
    """Some people at one place from one day to another; a start that nobody knows lies before the picture."""

    place: str
    who: str
    since: date | None
    until: date | None


def draw_homes(stays: Sequence[Stay], *, on: date, title: str, desc: str, key: str = "homes") -> str:
    """Draw the stays; no picture at all without one that has a date, or with more places than can be read."""
    places = list(dict.fromkeys(stay.place for stay in stays))
    if not places or len(places) > MOST_PLACES or not any(stay.since or stay.until for stay in stays):
        return ""
    first = _first_day(stays, on)
    x_of = scale_of(first, on, left=_LABELS, right=WIDTH - _EDGE)
    parts, y = [], float(_TOP)
    for place in places:
        held = [_item(stay, first) for stay in stays if stay.place == place and (stay.until or on) >= first]
        marks = pack(held, x_of, left_edge=_LABELS + 2, right_edge=WIDTH - _EDGE, until=on)
        if marks:
            height = (max(mark.row for mark in marks) + 1) * _ROW + 2 * _PAD
            parts.append(_draw_place(place, marks, y, height))
            y += height
    years = draw_years(first, on, x_of, y, left=_LABELS, right=WIDTH)
    return picture(WIDTH, y + 4, years, *parts, title=title, desc=desc, key=key) if parts else ""


def _first_day(stays: Sequence[Stay], on: date) -> date:
    """The year of the first move that is known, ten years ago at the earliest and three at the latest."""
    known = [day.year for stay in stays for day in (stay.since, stay.until) if day]
    return date(min(max(min(known), on.year - 10), on.year - 3), 1, 1)


def _item(stay: Stay, first: date) -> Item:
    words = stay.who if stay.since else f"{stay.who}, since when is not known"
    return Item(stay.place, "", words, max(stay.since or first, first), stay.until, is_spell=True)


def _draw_place(place: str, marks: Sequence[Mark], y: float, height: float) -> str:
    rule = element("path", d=f"M0 {number(y)}H{WIDTH}", class_="pic-rule")
    label = shorten(place, 14.5, _LABELS - 10)
    name = text(label, 0, y + height / 2 + 5, font_size=14, class_="pic-ink pic-strong")
    return rule + name + "".join(_draw_stay(mark, y + _PAD + mark.row * _ROW + _ROW / 2) for mark in marks)


def _draw_stay(mark: Mark, middle: float) -> str:
    wide = mark.right - mark.left
    shapes = [element("rect", x=mark.left, y=middle - 10, width=wide, height=20, rx=3, class_="pic-stay")]
    if mark.item.ends_on is None:
        shapes.append(element("circle", cx=mark.left + 11, cy=middle, r=5, class_="pic-home"))
    if mark.words:
        anchor = "end" if mark.words_end else None
        shapes.append(
            text(mark.words, mark.words_x, middle + 4.5, font_size=FONT, text_anchor=anchor, class_="pic-ink")
        )
    return "".join(shapes)
