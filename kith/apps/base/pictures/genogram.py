"""Draws who is in a family: generations in rows, unions as lines, children under their own parents."""

from __future__ import annotations

from . import symbols
from .generations import assign_rows
from .kinship import Brood, Kinship
from .layout import MARGIN, Layout, is_tree, label_widths, lay_out
from .lines import Line
from .svg import element, number, picture

_LEGEND = 350


def draw_genogram(kinship: Kinship, *, title: str, desc: str, home: str = "", key: str = "genogram") -> str:
    """Draw the family as SVG; a family too large to draw as a tree is drawn as rows of people, without lines."""
    layout = lay_out(kinship)
    lone = kinship.lone_parents if layout.is_tree else frozenset[str]()
    people = [
        symbols.draw_person(person, *layout.spots[person.ref], is_beside=person.ref in lone)
        for person in kinship.people
    ]
    lines = [_draw_line(line) for line in layout.lines]
    legend, width, height = _legend(kinship, layout, home)
    return picture(max(layout.width, width), height, *lines, *people, legend, title=title, desc=desc, key=key)


def is_drawn_as_tree(kinship: Kinship) -> bool:
    """Answer whether the picture shows who is whose, and not only who there is."""
    return is_tree(kinship, assign_rows(kinship), label_widths(kinship))


def _legend(kinship: Kinship, layout: Layout, home: str) -> tuple[str, float, float]:
    """Under the middle of the tree, and no wider than a phone, which shows the middle first."""
    left = max(float(MARGIN), (layout.width - _LEGEND) / 2)
    top = layout.height + 16
    return symbols.draw_legend(kinship, home, left, top, left + _LEGEND, with_lines=layout.is_tree)


def _draw_line(line: Line) -> str:
    path = "".join(f"M{number(x)} {number(y)}{_onward(stroke)}" for stroke in line.strokes for x, y in stroke[:1])
    drawn = element("path", d=path, class_=_look(line))
    if line.mark is None:
        return drawn
    x, y = line.mark
    crossed = "".join(f"M{number(x + shift)} {number(y + 8)}l8 -16" for shift in (-9, -2))
    return drawn + element("path", d=crossed, class_="pic-line")


def _onward(stroke: tuple[tuple[float, float], ...]) -> str:
    return "".join(f"L{number(x)} {number(y)}" for x, y in stroke[1:])


def _look(line: Line) -> str:
    if isinstance(line.of, Brood):
        return "pic-line" if line.of.kind == "BIRTH" else "pic-line pic-dotted"
    return "pic-line" if line.of.is_couple else "pic-line pic-dashed"
