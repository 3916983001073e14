"""Reads a table from a CSV file or the first sheet of a workbook: rows of text, by column, with their number."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from zipfile import BadZipFile

from openpyxl import load_workbook

from kith.vocabulary.errors import KithError

MOST_ROWS = 200_000
MOST_BYTES = 100_000_000


class FileUnreadable(KithError):
    """The file is no table that can be read."""

    code = "K866"

    def __init__(self, what: str) -> None:
        super().__init__(
            what,
            not_done="Nothing was brought in.",
            mend="Save it anew as CSV (UTF-8) or XLSX, with one row of headings.",
        )


def read_table(path: Path) -> tuple[tuple[str, ...], list[tuple[int, dict[str, str]]]]:
    """Return the headings, and each row that says anything with its number in the file."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise FileUnreadable("The file is larger than 100 MB.")
        rows = list(_rows(path))
    except (OSError, UnicodeDecodeError, csv.Error, BadZipFile, KeyError, ValueError) as error:
        raise FileUnreadable("The file cannot be read as a table.") from error
    if not rows:
        raise FileUnreadable("The file is empty.")
    header = tuple(each.strip() for each in rows[0])
    if len({*header} - {""}) != sum(bool(each) for each in header):
        raise FileUnreadable("Two columns have the same heading.")
    found = [(number, _by_column(header, row)) for number, row in enumerate(rows[1:], start=2)]
    return header, [(number, row) for number, row in found if any(row.values())]


def _rows(path: Path) -> Iterator[list[str]]:
    lines = _sheet(path) if path.suffix.lower() in (".xlsx", ".xlsm") else _lines(path)
    for number, row in enumerate(lines):
        if number > MOST_ROWS:
            raise FileUnreadable(f"The file has more than {MOST_ROWS:,} rows.")
        yield row


def _lines(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.reader(file, strict=True)


def _sheet(path: Path) -> Iterator[list[str]]:
    book = load_workbook(path, read_only=True, data_only=True)
    for row in book.worksheets[0].iter_rows(values_only=True):
        yield [_text(value) for value in row]


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _by_column(header: tuple[str, ...], row: list[str]) -> dict[str, str]:
    return {name: value.strip() for name, value in zip(header, row, strict=False) if name}
