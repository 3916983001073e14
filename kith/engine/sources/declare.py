"""How a source is declared: its files, their columns and checks, who sends it and why it is needed.

A source that contradicts itself, or fills a table or column that does not exist, fails when it is imported.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from kith.engine.tables import STANDARD
from kith.vocabulary.codes.agency_kinds import AGENCY_KINDS
from kith.vocabulary.codes.categories import CATEGORIES

FileKind = Literal["csv", "xlsx", "xml", "parquet"]
ColumnType = Literal["text", "date", "whole", "number", "yes_no", "nhs_number", "upn", "uprn", "postcode", "code"]

_SNAKE = re.compile(r"^[a-z][a-z0-9_]*$")


class SourceDeclarationError(ValueError):
    """A source's spec.py contradicts itself; the message says where and how to mend it."""


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
        if not _SNAKE.match(self.name):
            raise SourceDeclarationError(f"Column {self.heading!r}: name {self.name!r} must be lower_snake_case.")
        if self.type == "code" and not self.codes:
            raise SourceDeclarationError(f"Column {self.heading!r}: type 'code' needs codes={{...}}.")


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
        names = [column.name for column in self.columns]
        if len(set(names)) != len(names):
            raise SourceDeclarationError(f"File {self.name!r}: two columns share a name.")
        for part in self.key:
            if part not in names:
                raise SourceDeclarationError(f"File {self.name!r}: key column {part!r} is not a column.")
        if self.kind == "xml" and not self.element:
            raise SourceDeclarationError(f"File {self.name!r}: an XML file needs element='Path/To/Row'.")
        if not _SNAKE.match(self.name):
            raise SourceDeclarationError(f"File {self.name!r}: name must be lower_snake_case.")


@dataclass(frozen=True)
class Source:
    """One kind of extract: what arrives, from whom, what it fills, and the written test of why it is needed.

    ``as_at`` says where the day that the extract speaks of comes from: the file's name (a YYYY-MM-DD in it) or, for
    XML, the element named here. ``about_everyone`` marks feeds about people nobody is helping: they are linked
    without any name becoming visible.
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
    notes: tuple[str, ...] = field(default_factory=tuple)

    def __post_init__(self) -> None:
        where = f"Source {self.name!r}:"
        if self.agency_kind not in AGENCY_KINDS:
            raise SourceDeclarationError(f"{where} agency_kind {self.agency_kind!r} is no letter of agency_kinds.py.")
        if self.category not in CATEGORIES:
            raise SourceDeclarationError(f"{where} category {self.category!r} is not in categories.py.")
        for table in self.fills:
            if table not in STANDARD:
                raise SourceDeclarationError(f"{where} fills {table!r}; choose from {', '.join(sorted(STANDARD))}.")
        if not self.files:
            raise SourceDeclarationError(f"{where} declares no file.")
        if len(self.necessity.split()) < 12:
            raise SourceDeclarationError(f"{where} necessity must say in a sentence why each person's row is needed.")
        if len({file.name for file in self.files}) != len(self.files):
            raise SourceDeclarationError(f"{where} two files share a name.")
