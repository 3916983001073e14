"""Says in the analyst's words why a statement of clean.sql cannot run: which name is wrong, and which there are."""

from __future__ import annotations

import re

from kith.engine.sources.declare import Source
from kith.engine.store import DatabaseError
from kith.engine.tables import NOT_GIVEN, STANDARD
from kith.vocabulary.errors import KithError

_NO_COLUMN = re.compile(
    r'(?:Referenced column "(?P<free>\w+)" not found|'
    r'Table "(?P<table>\w+)" does not have a column (?:named|with name) "(?P<named>\w+)")'
)
_NO_TABLE = re.compile(r"Table with name (\w+) does not exist")


class CleanSqlError(KithError):
    """A source's clean.sql cannot run."""

    code = "K201"


def cannot_run(source: Source, number: int | None, query: str, error: DatabaseError) -> CleanSqlError:
    """Return the error for statement ``number`` of the source's clean.sql, or for the whole text that is no SQL."""
    part = f"Statement {number} of" if number else "The text of"
    return CleanSqlError(
        f"{part} sources/{source.name}/clean.sql cannot run: {_said(source, query, error)}",
        not_done="Nothing of this run was kept.",
        mend=f"Mend the statement and try it with: kith source try {source.name} FILE.",
    )


def _said(source: Source, query: str, error: DatabaseError) -> str:
    # Only errors of the SQL itself may be quoted: a conversion error would quote the cell it fell over.
    kind, text = type(error).__name__, str(error)
    if kind not in {"BinderException", "ParserException", "CatalogException"}:
        return f"{kind}."
    if found := _NO_COLUMN.search(text):
        return _no_column(source, query, found["free"] or found["named"], found["table"])
    if found := _NO_TABLE.search(text):
        return _no_table(source, found[1])
    line = re.search(r"LINE (\d+):", text)
    return text.splitlines()[0] + (f" (line {line[1]})." if line else ".")


def _no_column(source: Source, query: str, column: str, table: str | None) -> str:
    if table in STANDARD:
        there = [one.name for one in STANDARD[table].columns if one.name not in NOT_GIVEN]
        return f"the table {table} has no column {column}; it has {', '.join(there)}."
    read = [file for file in source.files if re.search(rf"\b{file.name}\b", query)] or list(source.files)
    return " ".join(
        f"{file.name} has no column {column}; it has row_number, {', '.join(one.name for one in file.columns)}."
        for file in read
    )


def _no_table(source: Source, table: str) -> str:
    if table in STANDARD:
        return f'it fills {table}; add "{table}" to fills in spec.py.'
    files = ", ".join(file.name for file in source.files)
    return f"there is no table {table}. It may read {files}, and fill {', '.join(source.fills)}."
