"""Lays two records side by side, line by line, with what differs between them marked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from kith.apps.base.words import day_in_words

SAME, DIFFERS, ONE_SIDE = "Same", "Differs", "One side only"
_LINES = (
    ("forename", "First name"), ("middle_names", "Middle names"), ("surname", "Surname"),
    ("previous_surname", "Earlier surname"), ("known_as", "Known as"), ("born_on", "Born"), ("due_on", "Due"),
    ("died_on", "Died"), ("sex", "Sex"), ("homes", "Lives or lived at"), ("nhs_number", "NHS number"),
    ("upn", "Pupil number"),
)  # fmt: skip
# Where one side alone has such a thing it cannot be compared, and a reviewer has no need to read it.
_TO_COMPARE_ALONE = ("homes", "nhs_number", "upn")
_GIVEN = "given"
_DAYS = ("born_on", "due_on", "died_on")
_SEXES = {"F": "Female", "M": "Male", "X": "Other"}


@dataclass(frozen=True)
class Part:
    """A piece of a value, and whether the other side has it otherwise."""

    text: str
    is_other: bool = False


@dataclass(frozen=True)
class Line:
    """One thing that the records say: each side's values in pieces, and how they compare in a word."""

    label: str
    one: tuple[tuple[Part, ...], ...]
    other: tuple[tuple[Part, ...], ...]
    compares: str


def compare(one: Mapping[str, Any], other: Mapping[str, Any]) -> tuple[Line, ...]:
    """Return a line for everything that either record says."""
    return tuple(_compare_all(one, other))


def _compare_all(one: Mapping[str, Any], other: Mapping[str, Any]) -> Iterator[Line]:
    for name, label in _LINES:
        left, right = _values(name, one.get(name)), _values(name, other.get(name))
        if not (left or right):
            continue
        if not (left and right):
            yield Line(label, _alone(name, left), _alone(name, right), ONE_SIDE)
        elif {_bare(each) for each in left} & {_bare(each) for each in right}:
            yield Line(label, _plain(left), _plain(right), SAME)
        elif len(left) == len(right) == 1:
            yield Line(label, (_marked(left[0], right[0]),), (_marked(right[0], left[0]),), DIFFERS)
        else:
            yield Line(label, _plain(left), _plain(right), DIFFERS)


def _values(name: str, told: Any) -> list[str]:
    if not told:
        return []
    if name in _DAYS:
        return [day_in_words(date.fromisoformat(str(told)[:10]))]
    if name == "sex":
        return [_SEXES.get(str(told), str(told))]
    return [str(each) for each in told] if isinstance(told, list) else [str(told)]


def _bare(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def _alone(name: str, values: list[str]) -> tuple[tuple[Part, ...], ...]:
    return _plain([_GIVEN] if values and name in _TO_COMPARE_ALONE else values)


def _plain(values: list[str]) -> tuple[tuple[Part, ...], ...]:
    return tuple((Part(value),) for value in values)


def _marked(text: str, other: str) -> tuple[Part, ...]:
    """Cut ``text`` into pieces that ``other`` has too and pieces that it has not."""
    steps = SequenceMatcher(None, text.casefold(), other.casefold(), autojunk=False).get_opcodes()
    return tuple(Part(text[a:b], how != "equal") for how, a, b, _, _ in steps if b > a)
