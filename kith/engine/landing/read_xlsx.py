"""Reads one sheet of a workbook, cell values only, a batch of rows at a time."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
from openpyxl import load_workbook

from kith.engine.landing.check_workbook import check_workbook
from kith.engine.landing.headings import likeness
from kith.engine.landing.reading import Found, UnreadableFile, damaged_unless_own, text_batch
from kith.engine.sources.declare import File

# Its warnings may quote a cell, and a log may not.
warnings.filterwarnings("ignore", module="openpyxl")

_ROWS_PER_BATCH = 5_000
_ROWS_WITH_TITLES = 20


class XlsxReading:
    """One open sheet. Formula cells count with the value that the workbook last calculated, and are remarked on."""

    def __init__(self, path: Path, file: File) -> None:
        self.found = Found()
        formulas = check_workbook(path)
        if formulas:
            self.found.remarks.append(
                f"Cells with formulas were read with the value last calculated: {', '.join(formulas)}."
            )
        self._rows = _open_sheet(path, file)
        self._first = list(islice(self._rows, _ROWS_WITH_TITLES))
        self._heading_row = self._find_heading_row(file)
        row = self._first[self._heading_row] if self._heading_row < len(self._first) else ()
        self.headings: Sequence[str] = [(_as_text(cell) or "").strip() for cell in row]

    def _find_heading_row(self, file: File) -> int:
        """Return the place of the heading row: as declared, or where most headings are when titles came or went."""
        worth = [likeness([_as_text(cell) or "" for cell in row], file) for row in self._first]
        declared = file.heading_row - 1
        if not worth or (declared < len(worth) and worth[declared] == max(worth)):
            return declared
        return worth.index(max(worth)) if max(worth) else declared

    def batches(self, places: dict[str, int]) -> Iterator[pa.RecordBatch]:
        """Yield the rows below the headings."""
        first = self._first[self._heading_row + 1 :]
        number = 0
        while rows := first + list(islice(self._rows, _ROWS_PER_BATCH - len(first))):
            first = []
            columns = [
                [_as_text(row[place]) if place < len(row) else None for row in rows] for place in places.values()
            ]
            yield text_batch(list(places), columns, range(number + 1, number + len(rows) + 1))
            number += len(rows)


def _open_sheet(path: Path, file: File) -> Iterator[tuple[Any, ...]]:
    try:
        book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
    except Exception as error:
        raise damaged_unless_own(error, _damaged) from None
    names = {name.strip().casefold(): name for name in book.sheetnames}
    if file.sheet and file.sheet.strip().casefold() not in names:
        raise UnreadableFile(
            f"The workbook has no sheet called {file.sheet}; it has {len(names)} others.",
            mend="Ask the sender to name the sheet as agreed, or change sheet= in the source's spec.py.",
        )
    sheet = book[names[file.sheet.strip().casefold()]] if file.sheet else book.worksheets[0]
    # The size that a workbook claims may be wrong by a million rows.
    sheet.reset_dimensions()
    return _safely(sheet.iter_rows(values_only=True))


def _safely(rows: Iterator[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    try:
        yield from rows
    except Exception as error:
        raise damaged_unless_own(error, _damaged) from None


def _damaged(error: Exception) -> UnreadableFile:
    return UnreadableFile(
        f"The workbook is damaged ({type(error).__name__}).",
        mend="Ask the sender to open it, save it afresh as .xlsx or CSV, and send it again.",
    )


def _as_text(cell: Any) -> str | None:
    if cell is None or isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == cell.time().min else cell.isoformat(" ")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell)
