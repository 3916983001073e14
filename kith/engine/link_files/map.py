"""Reads MAP.yml, the analyst's own word on what each column means, and names whatever it gets wrong."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml

from kith.engine.link_files.columns import BIRTH_PARTS, SINGLE, Birth, Columns
from kith.vocabulary.errors import KithError

ROLES = (*SINGLE, "date_of_birth", "address", "identifiers", "other", "group")
GUIDE = "docs/reference/link-map.md has every key with an example."


class MapWrong(KithError):
    """The map cannot be read, or says something that means nothing."""

    code = "K504"


class NoSuchColumn(KithError):
    """The map names a column that the file does not have."""

    code = "K505"


def read_map(path: Path) -> dict[str, Columns | None]:
    """Return what the map says of each file; None for a file that it names without a word, which is then guessed."""
    try:
        said = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except (yaml.YAMLError, UnicodeDecodeError, OSError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" (line {mark.line + 1})" if mark else ""
        raise _wrong(f"{path.name} cannot be read as YAML{where}.") from None
    return map_of(said, path.name)


def map_of(said: object, name: str = "The map") -> dict[str, Columns | None]:
    """Return the map that ``said``, as YAML gives it, stands for."""
    top = _mapping(said if said is not None else {}, name)
    _require_known(top, ("files",), name)
    files = _mapping(top.get("files") or {}, f"{name}, files")
    return {
        str(file): None if about is None else _columns(_mapping(about, f"{name}, {file}"), f"{name}, {file}")
        for file, about in files.items()
    }


def require_columns(columns: Columns, headings: Collection[str], file: str) -> None:
    """Refuse a map that names a column which the file lacks."""
    missing = [column for column in columns.used() if column not in headings]
    if missing:
        hints = (f"{column}{_nearest(column, headings)}" for column in missing)
        raise NoSuchColumn(
            f"{file} has no column {'; no column '.join(hints)}.",
            not_done="Nothing was linked, and nothing was written.",
            mend=f"Write the column in the map as the file's first row has it (capitals count). {GUIDE}",
        )


def _columns(about: Mapping[str, Any], where: str) -> Columns:
    _require_known(about, ROLES, where)
    about = {role: value for role, value in about.items() if value is not None}
    return Columns(
        single={role: _one(about[role], f"{where}, {role}") for role in SINGLE if role in about},
        birth=_birth(about["date_of_birth"], f"{where}, date_of_birth") if "date_of_birth" in about else None,
        address=tuple(_several(about.get("address", []), f"{where}, address")),
        identifiers=_named(about.get("identifiers", {}), f"{where}, identifiers"),
        other=_named(about.get("other", {}), f"{where}, other"),
        group=_named(about.get("group", {}), f"{where}, group"),
    )


def _birth(said: object, where: str) -> Birth:
    if not isinstance(said, Mapping):
        return Birth((_one(said, where),))
    _require_known(said, ("column", "format", *BIRTH_PARTS), where)
    if "column" in said:
        form = said.get("format")
        return Birth((_one(said["column"], where),), None if form is None else _format(form, where))
    if any(part not in said for part in BIRTH_PARTS):
        raise _wrong(f"{where} needs a column, or all three of day, month and year.")
    return Birth(tuple(_one(said[part], f"{where}, {part}") for part in BIRTH_PARTS))


def _format(said: object, where: str) -> str:
    """Return the format if it tells day, month and year apart."""
    form = _one(said, where)
    parts = ("%d", "%-d"), ("%m", "%-m", "%b", "%B"), ("%Y", "%y")
    if "%F" not in form and not all(any(sign in form for sign in signs) for signs in parts):
        raise _wrong(f'{where}: the format {form!r} lacks a day, a month or a year (for instance "%d/%m/%Y").')
    return form


def _one(said: object, where: str) -> str:
    # YAML reads a heading such as 2011, yes or 1.5 as something else than text.
    if isinstance(said, (list, dict)) or said is None:
        raise _wrong(f"{where} must be the name of one column.")
    return str(said)


def _several(said: object, where: str) -> list[str]:
    return [_one(one, where) for one in said] if isinstance(said, list) else [_one(said, where)]


def _named(said: object, where: str) -> dict[str, str]:
    """Return name and column of each: a column by itself, in a list, or under a name of the analyst's own."""
    if isinstance(said, Mapping):
        return {_plain(name): _one(column, f"{where}, {name}") for name, column in said.items() if column is not None}
    return {_plain(column): column for column in _several(said, where)}


def _plain(name: object) -> str:
    """Return the name as letters, digits and spaces: it becomes a column that is compared."""
    return re.sub(r"[^\w]+", " ", str(name)).strip() or "unnamed"


def _mapping(said: object, where: str) -> Mapping[str, Any]:
    if not isinstance(said, Mapping):
        raise _wrong(f"{where} must hold lines of the form 'key: value'.")
    return said


def _require_known(about: Mapping[str, Any], known: Iterable[str], where: str) -> None:
    strange = [str(key) for key in about if key not in known]
    if strange:
        hints = ", ".join(f"{key}{_nearest(key, tuple(known))}" for key in strange)
        raise _wrong(f"{where} has a key that means nothing: {hints}. There are: {', '.join(known)}.")


def _nearest(word: str, known: Collection[str]) -> str:
    lower = {one.lower(): one for one in known}
    near = get_close_matches(word.lower(), lower, n=1, cutoff=0.6)
    return f" (did you mean {lower[near[0]]}?)" if near else ""


def _wrong(what: str) -> MapWrong:
    return MapWrong(what, not_done="Nothing was linked, and nothing was written.", mend=GUIDE)
