"""What a manager's count means, how it is shown, and which small numbers are kept back when it leaves the team.

A definition says in words what is counted, over what, in which unit and by which date; the numbers come from the SQL
that a room keeps under the same name. Facts in, answer out: no clock, no database.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

# Kith's proposal: published tables about children commonly keep back one to five. November 2026.
SMALL = 5
KEPT_BACK = f"{SMALL} or fewer"
COUNT, PERCENT, MEAN, DAYS, NOT_KNOWN = "count", "percent", "mean", "days", "not_known"
SHAPES = (COUNT, PERCENT, MEAN, DAYS, NOT_KNOWN)
MEDIAN, NINE_OF_TEN = "MEDIAN", "P90"  # the parts of a count in days; their numerators are days, nobody's number


@dataclass(frozen=True)
class CountDefinition:
    """One thing that is counted. ``parts_are`` names the list that its parts' words come from, else ``parts`` has them.

    ``leaves_team`` is false for what names workers: it stays with their manager whoever asks.
    """

    count_id: str
    title: str
    words: str
    section: str
    room: str
    place: int
    shape: str
    unit: str
    numerator: str
    denominator: str
    date_basis: str
    source: str
    parts_are: str = ""
    parts: tuple[tuple[str, str], ...] = ()
    leaves_team: bool = True


@dataclass(frozen=True)
class Counted:
    """One line of a count: ``numerator`` is ``None`` where it is not known, which is never nought."""

    part: str
    numerator: float | None
    denominator: float | None
    is_kept_back: bool = False


def read_definition(values: Mapping[str, object]) -> CountDefinition:
    """Return what one file of ``definitions/counts`` says; a ``ValueError`` or ``KeyError`` says what is wrong."""
    shape, parts = str(values["shape"]), values.get("parts", {})
    if shape not in SHAPES:
        raise ValueError(f"shape is one of {', '.join(SHAPES)}")
    if not isinstance(parts, Mapping):
        raise ValueError("parts are codes with their words")
    texts = {
        name: str(values[name])
        for name in ("title", "words", "section", "room", "unit", "numerator", "denominator", "date_basis", "source")
    }
    empty = [name for name, text in texts.items() if not text.strip()]
    if empty:
        raise ValueError(f"it says nothing for {', '.join(empty)}")
    return CountDefinition(
        count_id=str(values["id"]),
        place=int(str(values["place"])),
        shape=shape,
        parts_are=str(values.get("parts_are", "")),
        parts=tuple((str(code), str(words)) for code, words in parts.items()),
        leaves_team=values.get("leaves_team", True) is not False,
        **texts,
    )


def for_others(lines: Sequence[Counted], shape: str) -> tuple[Counted, ...]:
    """Return the lines as they may leave the team: no small number, and none that is found by taking away.

    Where one part of a whole is kept back, the next smallest is kept back with it, since the whole is known.
    """
    hidden = {number for number, one in enumerate(lines) if _is_small(one, shape)}
    whole = {one.denominator for one in lines}
    if len(hidden) == 1 and len(whole) == 1 and None not in whole and shape in (COUNT, PERCENT):
        others = [number for number, one in enumerate(lines) if number not in hidden and one.numerator]
        hidden |= set(sorted(others, key=lambda number: lines[number].numerator or 0)[:1])
    return tuple(
        replace(one, numerator=None, denominator=None if _is_few(one.denominator) else one.denominator,
                is_kept_back=True)
        if number in hidden else one
        for number, one in enumerate(lines)
    )  # fmt: skip


def shown(line: Counted, shape: str) -> str:
    """Return the number of a line in words for the page."""
    if line.is_kept_back:
        return KEPT_BACK if shape == COUNT else "Kept back: too few"
    if shape == NOT_KNOWN or line.numerator is None:
        return "Not known"
    if shape == DAYS and line.part in (MEDIAN, NINE_OF_TEN):
        days = round(line.numerator, 1)
        return f"{days:g} day" if days == 1 else f"{days:g} days"
    if shape in (COUNT, DAYS):
        return f"{line.numerator:,.0f}"
    if not line.denominator:
        return "None to count"
    if shape == PERCENT:
        return f"{100 * line.numerator / line.denominator:.0f}%"
    return f"{line.numerator / line.denominator:.1f}"


def _is_small(line: Counted, shape: str) -> bool:
    """A share tells of those who are in it and of those who are not: both must be many."""
    if shape == NOT_KNOWN or line.numerator is None:
        return False
    if (shape == DAYS and line.part in (MEDIAN, NINE_OF_TEN)) or shape == MEAN:
        return _is_few(line.denominator)
    rest = None if shape != PERCENT or line.denominator is None else line.denominator - line.numerator
    return _is_few(line.numerator) or _is_few(line.denominator) or _is_few(rest)


def _is_few(number: float | None) -> bool:
    return number is not None and 0 < number <= SMALL
