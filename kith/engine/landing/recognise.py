"""Says which declared File a delivered file is, and which day it speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path

from kith.engine.landing.read_xml import refuse_doctype, text_at
from kith.engine.landing.refuse import LandingRefusal
from kith.engine.sources.declare import File, Source

_DAY = re.compile(r"(?<![0-9])(20[0-9]{2})-?([01][0-9])-?([0-3][0-9])(?![0-9])")


class UnknownFile(LandingRefusal):
    """No declared file has a name like this one's."""

    code = "K114"


class NoDay(LandingRefusal):
    """Nothing says which day the extract speaks of."""

    code = "K115"


class DayToCome(LandingRefusal):
    """The file speaks of a day after today."""

    code = "K126"


class Empty(LandingRefusal):
    """The file holds nothing at all."""

    code = "K103"


def files_of(source: Source, path: Path, sources: Iterable[Source]) -> list[File]:
    """Return the Files that ``path`` holds rows for; refuse a name that fits none."""
    found = _fitting(source, path)
    if found:
        return found
    wanted = ", ".join(sorted({file.pattern for file in source.files}))
    other = next((one for one in sources if one.name != source.name and _fitting(one, path)), None)
    hint = f" It is named like a file of {other.title} ({other.name})." if other else ""
    raise UnknownFile(
        f"No file of {source.title} ({source.name}) is named like this one.{hint}",
        mend=f"Put it in the right folder, or name it as agreed ({wanted}).",
    )


def files_to_try(source: Source, path: Path) -> list[File]:
    """Return the Files that ``path`` may be meant for, whatever its name: by its name, else by its ending."""
    kind = path.suffix.lower().lstrip(".")
    kind = kind if kind in ("xlsx", "xml", "parquet") else "csv"
    found = _fitting(source, path) or [file for file in source.files if file.kind == kind]
    if found and (kind in ("xml", "xlsx") or len(found) == 1):
        return found
    wanted = ", ".join(f"{file.name} ({file.pattern})" for file in source.files)
    raise UnknownFile(
        f"It is not clear which file of {source.name} this is.", mend=f"Name it like one of these: {wanted}."
    )


def day_of(source: Source, path: Path) -> date | None:
    """Return the day that the file speaks of, or None where neither its name nor its header says."""
    if source.as_at_element and path.suffix.lower() == ".xml":
        refuse_doctype(path)
        said = text_at(path, source.as_at_element)
        if said:
            return _day_in(said)
    return _day_in(path.name)


def require_day(source: Source, path: Path) -> date:
    """Return the day that the file speaks of; refuse a file that does not say."""
    refuse_empty(path)
    day = day_of(source, path)
    if day is None:
        raise NoDay(
            "Neither the file's name nor its header says which day it speaks of.",
            mend="Ask the sender to put the day into the name, as 2026-11-20.",
        )
    return day


def refuse_empty(path: Path) -> None:
    """Refuse a file of no bytes."""
    if path.stat().st_size == 0:
        raise Empty("The file is empty.", mend="Ask the sender whether the extract failed, and to send it again.")


def day_to_sort_by(path: Path) -> date:
    """Return the day in the name, so that a folder of several lands oldest first."""
    return _day_in(path.name) or date.max


def _day_in(text: str) -> date | None:
    for year, month, day in _DAY.findall(text):
        try:
            return date(int(year), int(month), int(day))
        except ValueError:
            continue
    return None


def _fitting(source: Source, path: Path) -> list[File]:
    return [file for file in source.files if fnmatchcase(path.name.lower(), file.pattern.lower())]
