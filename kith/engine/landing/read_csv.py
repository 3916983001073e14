"""Reads a delimited text file as it is: any sane delimiter and encoding, strict quoting, a batch of rows at a time."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator, Sequence
from io import TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import IO

import pyarrow as pa

from kith.engine.landing.encoding import ODD, find_encoding
from kith.engine.landing.headings import likeness
from kith.engine.landing.plain_csv import OddRow, is_plain, plain_batches
from kith.engine.landing.reading import (
    BYTES_PER_BATCH,
    LONGEST_CELL,
    ROWS_PER_BATCH,
    CellTooLong,
    CutShort,
    Found,
    text_batch,
)
from kith.engine.sources.declare import File

DELIMITERS = (",", ";", "|", "\t")
_ROWS_AT_ONCE = 500


class CsvReading:
    """One open CSV file."""

    def __init__(self, path: Path, file: File) -> None:
        csv.field_size_limit(LONGEST_CELL)
        self.found = Found()
        self._path = path
        self._skip = file.heading_row - 1
        self._encoding = find_encoding(path)
        if self._encoding.mixed_line_ends:
            self.found.remarks.append("Two kinds of line end are mixed in the file; nothing was lost by it.")
        self._delimiter, self.headings = self._find_headings(file)

    def batches(self, places: dict[str, int]) -> Iterator[pa.RecordBatch]:
        """Yield the rows; a row with too few or too many cells carries a fault, and typing sets it aside."""
        number = 0
        if self._skip == 0 and is_plain(self._path, self._encoding, self._delimiter):
            try:
                for batch in plain_batches(self._path, self._delimiter, len(self.headings), places):
                    yield batch
                    number += batch.num_rows
            except OddRow:
                pass
            else:
                return
        yield from self._careful_batches(places, number)

    def _careful_batches(self, places: dict[str, int], number: int) -> Iterator[pa.RecordBatch]:
        """Yield the rows after the first ``number``, cell by cell."""
        last_width = 0
        with self._path.open("rb") as binary:
            reader = csv.reader(self._lines(binary), delimiter=self._delimiter, strict=True)
            deque(islice(reader, self._skip + 1 + number), maxlen=0)
            for rows in _chunks(reader, binary, number):
                yield self._batch(rows, number, places)
                number, last_width = number + len(rows), len(rows[-1])
        if 0 < last_width < len(self.headings) and not _ends_with_line_end(self._path):
            raise CutShort(
                f"The file ends in the middle of row {number}.",
                mend="It was probably cut off on the way. Ask the sender to send it again.",
            )

    def _lines(self, binary: IO[bytes]) -> Iterator[str]:
        return TextIOWrapper(binary, self._encoding.name, self._encoding.errors, newline="")

    def _find_headings(self, file: File) -> tuple[str, Sequence[str]]:
        """Try each delimiter on the heading row; the one that gives most of the declared headings wins."""
        with self._path.open("rb") as binary:
            lines = list(islice(self._lines(binary), self._skip + 20))
        best: tuple[tuple[int, int], str, Sequence[str]] = ((-1, -1), ",", ())
        for delimiter in DELIMITERS:
            reader = csv.reader(lines, delimiter=delimiter)
            try:
                headings = next(islice(reader, self._skip, None), [])
            except csv.Error:
                continue
            headings = [heading.replace(ODD, "").strip() for heading in headings]
            worth = (likeness(headings, file), len(headings))
            if worth > best[0]:
                best = (worth, delimiter, headings)
        return best[1], best[2]

    def _batch(self, rows: list[list[str]], before: int, places: dict[str, int]) -> pa.RecordBatch:
        width = len(self.headings)
        faults: list[str | None] | None = None
        remarks: list[str | None] | None = None
        if any(len(row) != width for row in rows):
            faults = [_width_fault(row, width) for row in rows]
            rows = [row if len(row) >= width else row + [""] * (width - len(row)) for row in rows]
        if self._encoding.has_nul:
            faults = [
                "NUL" if any("\0" in cell for cell in row) else fault
                for row, fault in zip(rows, faults or [None] * len(rows), strict=True)
            ]
            rows = [[cell.replace("\0", "") for cell in row] for row in rows]
        if self._encoding.is_mixed:
            remarks = ["MIXED_ENCODING" if any(ODD in cell for cell in row) else None for row in rows]
            rows = [[cell.replace(ODD, "") for cell in row] for row in rows]
        columns = [[row[place] for row in rows] for place in places.values()]
        return text_batch(list(places), columns, range(before + 1, before + len(rows) + 1), faults, remarks)


def _chunks(reader: Iterator[list[str]], binary: IO[bytes], done: int) -> Iterator[list[list[str]]]:
    """Yield rows by the thousand, fewer where they are long: memory stays bounded whatever the file."""
    more = True
    while more:
        rows: list[list[str]] = []
        began = binary.tell()
        try:
            while more and len(rows) < ROWS_PER_BATCH and binary.tell() - began < BYTES_PER_BATCH:
                before = len(rows)
                rows.extend(islice(reader, _ROWS_AT_ONCE))
                more = len(rows) - before == _ROWS_AT_ONCE
        except csv.Error as error:
            raise _refusal(error, done + len(rows) + 1) from None
        if rows:
            yield rows
        done += len(rows)


def _refusal(error: csv.Error, row: int) -> CutShort | CellTooLong:
    if "field larger" in str(error):
        return CellTooLong(
            f"Row {row} holds a cell longer than {LONGEST_CELL:,} characters.",
            mend='Usually a quote mark (") was opened and never closed. Ask the sender to look at that row.',
        )
    return CutShort(
        f'Row {row} has a quote mark (") that is never closed, or that stands inside a quoted cell.',
        mend='Ask the sender to double a quote mark inside a cell ("") and to close every one, and to send it again.',
    )


def _width_fault(row: list[str], width: int) -> str | None:
    if len(row) == width or (not any(row[width:]) and len(row) > width) or not any(row):
        return None
    return "TOO_MANY_CELLS" if len(row) > width else "TOO_FEW_CELLS"


def _ends_with_line_end(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(max(path.stat().st_size - 4, 0))
        tail = file.read()
    return b"\n" in tail or b"\r" in tail
