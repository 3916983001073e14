"""Reads from ``definitions/where_kept`` where each kind of record is kept: in Kith, or in a system beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from kith.apps.base.clock import today
from kith.apps.base.other_systems import BadDefinition, get_system, load_systems

KITH = "KITH"


@dataclass(frozen=True)
class WhereKept:
    """One version for one kind of record; ``levels`` are the levels of help that are of this kind."""

    kind: str
    words: str
    levels: tuple[str, ...]
    valid_from: date
    kept_in: str
    why: str

    @property
    def is_ours(self) -> bool:
        """Answer whether the record is Kith's own."""
        return self.kept_in == KITH

    @property
    def where(self) -> str:
        """Where it is kept, in words."""
        return "Kith" if self.is_ours else get_system(self.kept_in).name


@lru_cache(maxsize=1)
def load_where_kept() -> tuple[WhereKept, ...]:
    """Return every version for every kind of record."""
    folder = Path(settings.DEFINITIONS) / "where_kept"
    return tuple(one for file in sorted(folder.glob("*.yml")) for one in _read(file))


def list_where_kept(on: date | None = None) -> tuple[WhereKept, ...]:
    """Return where each kind is kept on a day, today where none is given; ours first."""
    day = on or today()
    begun = sorted((one for one in load_where_kept() if one.valid_from <= day), key=lambda one: one.valid_from)
    latest = {one.kind: one for one in begun}
    return tuple(sorted(latest.values(), key=lambda one: (not one.is_ours, one.words)))


def where_kept(kind: str, on: date | None = None) -> WhereKept | None:
    """Return where this kind of record is kept; nothing where the council has not said."""
    return next((one for one in list_where_kept(on) if one.kind == kind), None)


def where_level_kept(level: str, on: date | None = None) -> WhereKept | None:
    """Return where the record of somebody at this level of help is kept."""
    return next((one for one in list_where_kept(on) if level in one.levels), None)


def read_versions(values: Mapping[str, Any], systems: Iterable[str]) -> tuple[WhereKept, ...]:
    """Return every version of one file; ``ValueError`` says what is wrong with it."""
    known = {KITH, *systems}
    versions = tuple(
        WhereKept(
            kind=str(values["kind"]),
            words=str(values["words"]),
            levels=tuple(map(str, values.get("levels") or ())),
            valid_from=_day(one["valid_from"]),
            kept_in=str(one["kept_in"]),
            why=str(one.get("why", "")),
        )
        for one in values["versions"]
    )
    if not versions or len({one.valid_from for one in versions}) != len(versions):
        raise ValueError("it has versions, each from a day of its own")
    if unknown := sorted({one.kept_in for one in versions} - known):
        raise ValueError(f"kept_in is {KITH} or a system: not {', '.join(unknown)}")
    return versions


def _read(file: Path) -> tuple[WhereKept, ...]:
    try:
        return read_versions(yaml.safe_load(file.read_text(encoding="utf-8")), load_systems())
    except (KeyError, TypeError, ValueError, AttributeError, yaml.YAMLError) as error:
        raise BadDefinition(f"where_kept/{file.name}", str(error)) from error


def _day(value: object) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))
