"""How a source is declared: its files, their columns and checks, who sends it and why it is needed.

A source that contradicts itself, or fills a table or column that does not exist, fails when it is imported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from kith.engine.tables import STANDARD
from kith.vocabulary.codes.agency_kinds import AGENCY_KINDS
from kith.vocabulary.codes.categories import CATEGORIES
from kith.vocabulary.errors import KithError

PLACEHOLDER = "WRITE HERE"  # What `kith source new` puts where a person must say something.

FileKind = Literal["csv", "xlsx", "xml", "parquet"]
ColumnType = Literal["text", "date", "whole", "number", "yes_no", "nhs_number", "upn", "uprn", "postcode", "code"]


@dataclass(frozen=True)
class Rhythm:
    """How often a source comes: ``days`` from one to the next, ``grace`` days before anybody calls it late."""

    words: str
    days: int
    grace: int


# Schools' terms move with Easter, and a yearly return is collected for months.
EVERY = {
    "WEEK": Rhythm("every week", 7, 3),
    "MONTH": Rhythm("every month", 31, 7),
    "HALF_TERM": Rhythm("every half term", 49, 21),
    "QUARTER": Rhythm("every quarter", 92, 21),
    "TERM": Rhythm("every term", 122, 30),
    "YEAR": Rhythm("every year", 366, 120),
}

_SNAKE = re.compile(r"^[a-z][a-z0-9_]*$")


class SourceDeclarationError(KithError):
    """A source's spec.py contradicts itself; the message says where and how to mend it."""

    code = "K132"

    def __init__(self, what: str, *, folder: str = "<source>") -> None:
        super().__init__(
            what,
            not_done="Nothing was done: no command works while a source declares what cannot be.",
            mend=f"Mend kith/engine/sources/{folder}/spec.py.",
        )


@dataclass(frozen=True)
class Column:
    """One column of a delivered file.

    ``heading`` is what the agency writes in the first row (or the XML element's name); ``name`` is what ``clean.sql``
    calls it. A bad value in a ``required`` column sets the row aside; in any other it is emptied, kept raw, and noted.
    ``dates`` lists the accepted styles in order (strptime patterns). ``codes`` maps the agency's codes to meanings.
    """

    heading: str
    name: str
    type: ColumnType = "text"
    required: bool = False
    dates: tuple[str, ...] = ("%Y-%m-%d",)
    codes: dict[str, str] | None = None
    optional_heading: bool = False
    also_called: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        where = f"Column {self.heading!r}:"
        if not _SNAKE.match(self.name):
            raise SourceDeclarationError(f"{where} name {self.name!r} must be lower_snake_case.")
        _check_choice(where, "type", self.type, get_args(ColumnType))
        if self.type == "code" and not self.codes:
            raise SourceDeclarationError(f"{where} type 'code' needs codes={{...}}.")
        _check_lists(where, dates=self.dates, also_called=self.also_called)
        for style in self.dates:
            if "%" not in style:
                raise SourceDeclarationError(f"{where} dates {style!r} must be written as '%d.%m.%Y' is.")


@dataclass(frozen=True)
class File:
    """One file, sheet or repeated XML element of a delivery; ``name`` is the table that ``clean.sql`` reads.

    ``pattern`` is a glob on the file's name (case does not matter). ``sheet`` names the sheet of a workbook (the first
    if empty). ``element`` is the XML path of one row, and ``parent_columns`` are taken from the elements around it.
    ``key`` names the columns that make a row unique; a repeated key is set aside. ``empty_ok`` allows no rows.
    """

    name: str
    pattern: str
    kind: FileKind
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    sheet: str = ""
    heading_row: int = 1
    element: str = ""
    empty_ok: bool = False
    optional: bool = False

    def __post_init__(self) -> None:
        where = f"File {self.name!r}:"
        _check_lists(where, columns=self.columns, key=self.key)
        _check_choice(where, "kind", self.kind, get_args(FileKind))
        names = [column.name for column in self.columns]
        if len(set(names)) != len(names):
            raise SourceDeclarationError(f"{where} two columns share a name.")
        for part in self.key:
            _check_choice(where, "key", part, names)
        if self.kind == "xml" and not self.element:
            raise SourceDeclarationError(f"{where} an XML file needs element='Path/To/Row'.")
        if not _SNAKE.match(self.name):
            raise SourceDeclarationError(f"{where} name must be lower_snake_case.")


@dataclass(frozen=True)
class Source:
    """One kind of extract: what arrives, from whom, what it fills, and the written test of why it is needed.

    ``as_at`` says where the day that the extract speaks of comes from: the file's name (a YYYY-MM-DD in it) or, for
    XML, the element named here. ``every`` says how often it comes (a key of ``EVERY``), so that one that has not come
    is missed. ``about_everyone`` marks feeds about people nobody is helping: they are linked without any name becoming
    visible.
    """

    name: str
    title: str
    agency_kind: str
    agency_id: str
    files: tuple[File, ...]
    fills: tuple[str, ...]
    category: str
    purpose: str
    necessity: str
    about_everyone: bool = False
    as_at_element: str = ""
    keep_weeks: int = 26
    every: str = "WEEK"
    notes: tuple[str, ...] = field(default_factory=tuple)

    def __post_init__(self) -> None:
        where = f"Source {self.name!r}:"
        _check_lists(where, files=self.files, fills=self.fills, notes=self.notes)
        _check_choice(where, "agency_kind", self.agency_kind, AGENCY_KINDS)
        _check_choice(where, "category", self.category, CATEGORIES)
        _check_choice(where, "every", self.every, EVERY)
        for table in self.fills:
            _check_choice(where, "fills", table, STANDARD)
        if not self.files:
            raise SourceDeclarationError(f"{where} declares no file.")
        if len({file.name for file in self.files}) != len(self.files):
            raise SourceDeclarationError(f"{where} two files share a name.")
        self._check_words(where)

    def _check_words(self, where: str) -> None:
        """Refuse what was never written: pages show these words to families."""
        for part in ("title", "agency_id", "purpose", "necessity"):
            text = getattr(self, part)
            if PLACEHOLDER in text or not text.strip():
                raise SourceDeclarationError(f"{where} {part} is still to be written ({text.strip() or 'empty'!r}).")
        if len(self.necessity.split()) < 12:
            raise SourceDeclarationError(f"{where} necessity must say in a sentence why each person's row is needed.")


def _check_choice(where: str, part: str, given: str, choices: Iterable[str]) -> None:
    known = list(choices)
    if given not in known:
        raise SourceDeclarationError(f"{where} {part} {given!r} is not one of: {', '.join(known)}.")


def _check_lists(where: str, **parts: Any) -> None:
    """Refuse ("one"), which Python reads as "one": every letter of it would count as an entry."""
    for part, given in parts.items():
        if not isinstance(given, tuple | list):
            raise SourceDeclarationError(f"{where} {part}=(...) needs a comma before its closing bracket: (one,).")
