"""Draws one person of a genogram, and the key that explains the symbols used."""

from __future__ import annotations

from collections.abc import Callable

from .kinship import Kinship, Person
from .svg import element, number, shorten, text, text_width

SIZE = 40
_NAME, _NOTE, _KEY = 15, 14, 14
WIDEST_LABEL = 116
_NARROWEST = SIZE + 28
_BESIDE = 8
NAMELESS = "Name not held"


def label_width(person: Person, *, is_beside: bool = False) -> float:
    """How much room a person takes in a row: the symbol or the label, whichever is wider.

    ``is_beside``: a line goes down from the middle of the symbol, so the whole label stands to the right of it.
    """
    words = max(text_width(_name(person), _NAME, strong=True), text_width(_note(person), _NOTE))
    return max(_NARROWEST, 2 * (words + _BESIDE) if is_beside else words)


def draw_person(person: Person, x: float, y: float, *, is_beside: bool = False) -> str:
    """Draw the symbol, its marks and its two lines of label, centred on ``x``, ``y``."""
    label_y = y + SIZE / 2 + 18
    label_x, anchor = (x + _BESIDE, "start") if is_beside else (x, "middle")
    return "".join(
        (
            _outline(person, x, y),
            _cross(x, y) if person.is_dead else "",
            element("circle", cx=x + SIZE / 2 + 6, cy=y - SIZE / 2 + 2, r=5, class_="pic-home")
            if person.is_at_home
            else "",
            text(_name(person), label_x, label_y, font_size=_NAME, text_anchor=anchor, class_="pic-ink pic-strong"),
            text(_note(person), label_x, label_y + 17, font_size=_NOTE, text_anchor=anchor, class_="pic-soft"),
        )
    )


def label_box(person: Person, x: float, y: float, *, is_beside: bool = False) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of what is written under a symbol that is centred on ``x``, ``y``."""
    wide = max(text_width(_name(person), _NAME, strong=True), text_width(_note(person), _NOTE))
    left = x + _BESIDE if is_beside else x - wide / 2
    return left, y + SIZE / 2 + 5, left + wide, y + SIZE / 2 + 39


def _name(person: Person) -> str:
    return shorten(person.name.strip() or NAMELESS, _NAME, WIDEST_LABEL)


def _note(person: Person) -> str:
    return shorten(person.note, _NOTE, WIDEST_LABEL)


def _outline(person: Person, x: float, y: float) -> str:
    half = SIZE / 2
    if person.is_expected:
        d = f"M{number(x)} {number(y - half)}L{number(x + half)} {number(y + half)}H{number(x - half)}Z"
        return element("path", d=d, class_="pic-person pic-dashed")
    shape = {"M": _square, "F": _circle}.get(person.sex or "", _diamond)
    return shape(x, y, half) + (shape(x, y, half - 6) if person.is_focus else "")


def _square(x: float, y: float, half: float) -> str:
    return element("rect", x=x - half, y=y - half, width=2 * half, height=2 * half, class_="pic-person")


def _circle(x: float, y: float, half: float) -> str:
    return element("circle", cx=x, cy=y, r=half, class_="pic-person")


def _diamond(x: float, y: float, half: float) -> str:
    d = f"M{number(x)} {number(y - half)}L{number(x + half)} {number(y)}L{number(x)} {number(y + half)}"
    return element("path", d=f"{d}L{number(x - half)} {number(y)}Z", class_="pic-person")


def _cross(x: float, y: float) -> str:
    half = SIZE / 2
    d = f"M{number(x - half)} {number(y - half)}l{SIZE} {SIZE}m0 -{SIZE}l-{SIZE} {SIZE}"
    return element("path", d=d, class_="pic-line")


def draw_legend(
    kinship: Kinship, home: str, x: float, y: float, width: float, *, with_lines: bool = True
) -> tuple[str, float, float]:
    """Draw a key of only the symbols that are used; answer markup, its width and the y where it ends."""
    parts, right, at = [], x, x
    for draw, words in _legend_entries(kinship, home, with_lines=with_lines):
        wide = 34 + text_width(words, _KEY)
        if at > x and at + wide > width:
            at, y = x, y + 24
        parts.append(draw(at + 10, y) + text(words, at + 26, y + 5, font_size=_KEY, class_="pic-soft"))
        at += wide + 14
        right = max(right, at)
    return "".join(parts), right, y + 18


def _legend_entries(
    kinship: Kinship, home: str, *, with_lines: bool
) -> list[tuple[Callable[[float, float], str], str]]:
    people, unions, broods = kinship.people, kinship.unions, kinship.broods
    entries: list[tuple[bool, Callable[[float, float], str], str]] = [
        (bool(home) and any(person.is_at_home for person in people), _key_home, f"lives at {home}"),
        (any(person.is_focus for person in people), _key_focus, "the child first referred"),
        (any(person.is_dead for person in people), _key_dead, "has died"),
        (with_lines and any(union.is_over for union in unions), _key_over, "no longer together"),
        (with_lines and any(not union.is_couple for union in unions), _key_dashed, "parents, not said to be a couple"),
        (with_lines and any(brood.kind != "BIRTH" for brood in broods), _key_dotted, "not by birth, or not known how"),
        (any(_is_of(person, "F") for person in people), _key_circle, "woman or girl"),
        (any(_is_of(person, "M") for person in people), _key_square, "man or boy"),
        (any(_is_diamond(person) for person in people), _key_diamond, "sex not recorded as either"),
    ]
    return [(draw, words) for shown, draw, words in entries if shown]


def _is_of(person: Person, sex: str) -> bool:
    return not person.is_expected and person.sex == sex


def _is_diamond(person: Person) -> bool:
    return not person.is_expected and person.sex not in ("F", "M")


def _key_home(x: float, y: float) -> str:
    return element("circle", cx=x, cy=y, r=5, class_="pic-home")


def _key_focus(x: float, y: float) -> str:
    return _circle(x, y, 8) + _circle(x, y, 4.5)


def _key_dead(x: float, y: float) -> str:
    half = 7
    return element("path", d=f"M{number(x - half)} {number(y - half)}l14 14m0 -14l-14 14", class_="pic-line")


def _key_over(x: float, y: float) -> str:
    d = f"M{number(x - 10)} {number(y)}h20M{number(x - 6)} {number(y + 7)}l7 -14M{number(x)} {number(y + 7)}l7 -14"
    return element("path", d=d, class_="pic-line")


def _key_dashed(x: float, y: float) -> str:
    return element("path", d=f"M{number(x - 10)} {number(y)}h22", class_="pic-line pic-dashed")


def _key_dotted(x: float, y: float) -> str:
    return element("path", d=f"M{number(x - 10)} {number(y)}h22", class_="pic-line pic-dotted")


def _key_circle(x: float, y: float) -> str:
    return _circle(x, y, 7)


def _key_square(x: float, y: float) -> str:
    return _square(x, y, 7)


def _key_diamond(x: float, y: float) -> str:
    return _diamond(x, y, 8)
