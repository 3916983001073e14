"""Matches the headings of a file to the declared columns: missing, repeated, renamed, and more than was agreed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from kith.engine.landing.refuse import LandingRefusal
from kith.engine.sources.declare import Column, File, Source


class MissingColumn(LandingRefusal):
    """The file lacks a column that its source needs."""

    code = "K101"


class RepeatedColumn(LandingRefusal):
    """Two columns of the file share a heading that Kith reads."""

    code = "K102"


class AnotherSourcesFile(LandingRefusal):
    """The headings are those of another source's file."""

    code = "K113"


@dataclass(frozen=True)
class Match:
    """Where each declared column stands among the headings, and the headings that nobody agreed to."""

    places: dict[str, int]
    extra: tuple[str, ...]


def plain(heading: str) -> str:
    """Return a heading without the differences that do not matter: case, spaces, underscores, a trailing mark."""
    return re.sub(r"[\s_\u00a0]+", " ", heading).strip(" *:").casefold()


def names_of(column: Column) -> list[str]:
    """Return every heading that the column may carry, in plain form."""
    return [plain(heading) for heading in (column.heading, *column.also_called)]


def likeness(headings: Iterable[str], file: File) -> int:
    """Count the declared columns of ``file`` that ``headings`` hold."""
    found = {plain(heading) for heading in headings}
    return sum(any(name in found for name in names_of(column)) for column in file.columns)


def match_headings(headings: Sequence[str], source: Source, file: File, sources: Iterable[Source]) -> Match:
    """Return where each column is; refuse a file that lacks one, repeats one, or is another source's."""
    found = [plain(heading) for heading in headings]
    places: dict[str, int] = {}
    missing: list[Column] = []
    for column in file.columns:
        here = [place for place, heading in enumerate(found) if heading in names_of(column)]
        if len(here) > 1:
            raise _repeated(column, here)
        if here:
            places[column.name] = here[0]
        elif not column.optional_heading:
            missing.append(column)
    extra = [heading for place, heading in enumerate(headings) if heading and place not in places.values()]
    if missing:
        _refuse_if_anothers(headings, source, file, sources)
        # Where no heading is right the first row may be a person's, and may not be quoted.
        raise _missing(source, missing, extra if places else ())
    return Match(places, tuple(extra))


def _repeated(column: Column, here: list[int]) -> RepeatedColumn:
    places = " and ".join(str(place + 1) for place in here)
    return RepeatedColumn(
        f"The heading {column.heading} stands over more than one column ({places}).",
        mend="Ask the sender to remove or rename the column that does not belong, and to send the file again.",
    )


def _missing(source: Source, missing: list[Column], extra: Sequence[str]) -> MissingColumn:
    wanted = ", ".join(column.heading for column in missing)
    noun = "column" if len(missing) == 1 else "columns"
    return MissingColumn(
        f"The file has no {noun} {wanted}.{_suggestions(missing, extra)}",
        mend="Ask the sender for what is missing; if they only renamed it, add the new heading to also_called "
        f"in sources/{source.name}/spec.py.",
    )


def _suggestions(missing: list[Column], extra: Sequence[str]) -> str:
    """Name, for each missing column, the unused heading that is most like it."""
    unused = {plain(heading): heading for heading in extra}
    said = ""
    for column in missing:
        near = next((found for name in names_of(column) if (found := _nearest(name, list(unused)))), None)
        if near:
            said += f" Was {column.heading} renamed to {unused[near]}?"
    return said


def _nearest(name: str, headings: list[str]) -> str | None:
    """Return the heading nearest in spelling, or one of the same words (birth date) or initials (DOB)."""
    spelt = get_close_matches(name, headings, n=1, cutoff=0.6)
    if spelt:
        return spelt[0]
    words = set(name.split())
    return next(
        (
            heading
            for heading in headings
            if set(heading.split()) < words
            or words < set(heading.split())
            or heading == _initials(name)
            or name == _initials(heading)
        ),
        None,
    )


def _initials(words: str) -> str:
    return "".join(word[0] for word in words.split())


def _refuse_if_anothers(headings: Sequence[str], source: Source, file: File, sources: Iterable[Source]) -> None:
    here = likeness(headings, file)
    for other in sources:
        for rival in other.files:
            if (other.name, rival.name) == (source.name, file.name) or rival.kind == "xml":
                continue
            needed = [column for column in rival.columns if not column.optional_heading]
            has_all = {name for column in needed for name in names_of(column)[:1]} <= {plain(h) for h in headings}
            if len(needed) > 1 and has_all and likeness(headings, rival) > here:
                raise AnotherSourcesFile(
                    f"These are the columns of {other.title} ({other.name}, {rival.name}), not of {source.title} "
                    f"({source.name}, {file.name}).",
                    mend=f"Move the file to the folder {other.name} and name it as that source does ({rival.pattern}), "
                    "or ask the sender for the right file.",
                )
