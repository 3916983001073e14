"""Reads a badly written text file line by line, keeping every row with what it has, and writes it anew as plain CSV."""

from __future__ import annotations

import codecs
import csv
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import TextIOWrapper
from pathlib import Path

from kith.engine.landing.encoding import ODD, Encoding, find_encoding
from kith.engine.link_files.kinds import NotATable
from kith.vocabulary.errors import KithError

_START = 1 << 18
_MOST_LINES = 20  # that one quoted cell may run over; a quote mark open for longer was never meant as one
_NAMED = 5  # rows of a kind that a remark names


@dataclass
class Seen:
    """What was odd, by kind: how many rows, and the numbers of the first of them."""

    rows: dict[str, list[int]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def note(self, kind: str, row: int) -> None:
        """Count the row."""
        self.counts[kind] = self.counts.get(kind, 0) + 1
        if self.counts[kind] <= _NAMED:
            self.rows.setdefault(kind, []).append(row)

    def remarks(self) -> list[str]:
        """Return a sentence for each kind."""
        return [
            f"{self.counts[kind]:,} {'row' if self.counts[kind] == 1 else 'rows'} {kind}"
            f" (row {', '.join(str(row) for row in rows)}{' and more' if self.counts[kind] > len(rows) else ''})."
            for kind, rows in self.rows.items()
        ]


def decoded_start(path: Path) -> str | None:
    """Return the start of a file that may be plain UTF-8, or None where it cannot be."""
    with path.open("rb") as file:
        start = file.read(_START)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in start:
        return None
    try:
        # A character may be cut by the end of what was read.
        return codecs.getincrementaldecoder("utf-8-sig")().decode(start)
    except UnicodeDecodeError:
        return None


def start_in_any_encoding(path: Path, start: bytes) -> str:
    """Return the start of a file that is not plain UTF-8."""
    encoding = _encoding(path)
    text = codecs.getincrementaldecoder(encoding.name)(encoding.errors).decode(start)
    return text.replace(ODD, "").replace("\0", "")


def mend(path: Path, delimiter: str, width: int, folder: Path) -> tuple[list[str], Path]:
    """Write the file anew in ``folder`` with ``width`` cells in every row; return remarks and where it is."""
    encoding = _encoding(path)
    seen, mended = Seen(), folder / "mended.csv"
    with path.open("rb") as binary, mended.open("w", encoding="utf-8", newline="") as out:
        lines = TextIOWrapper(binary, encoding.name, encoding.errors)
        write = csv.writer(out, lineterminator="\n").writerow
        rows = _rows(lines, delimiter, width, seen)
        next(rows, None)
        write(["heading"] * width)
        for number, row in enumerate(rows, start=1):
            if len(row) < width:
                seen.note("had too few cells and kept what they had", number)
                row += [""] * (width - len(row))
            elif len(row) > width:
                if any(row[width:]):
                    seen.note("had too many cells, and the last were left out", number)
                row = row[:width]
            write(row)
    return [*_of_encoding(encoding.name, encoding.errors), *seen.remarks()], mended


def _encoding(path: Path) -> Encoding:
    try:
        return find_encoding(path)
    except KithError as refusal:
        raise NotATable.of(path, f"cannot be read: {refusal.what.rstrip('.')}") from None


def _of_encoding(name: str, errors: str) -> list[str]:
    if name.startswith("utf-16"):
        return ["The text is UTF-16."]
    return ["The text is not all UTF-8; what was not was read as Windows text."] if errors != "strict" else []


def _rows(lines: Iterator[str], delimiter: str, width: int, seen: Seen) -> Iterator[list[str]]:
    """Yield the cells of each row, the headings first. A quote mark that is never closed spoils its own line only."""
    ahead: deque[str] = deque()
    number = -1
    while (line := ahead.popleft() if ahead else next(lines, None)) is not None:
        text = line.rstrip("\r\n").replace(ODD, "").replace("\0", "")
        if width > 1 and not text.strip(" "):
            continue
        number += 1
        if '"' not in text:
            yield text.split(delimiter)
            continue
        cells, used = _quoted(text, ahead, lines, delimiter)
        if cells is None:
            seen.note('had a quote mark (") out of place', number)
            yield text.replace('"', "").split(delimiter)
            continue
        for _ in range(used):
            ahead.popleft()
        yield cells


def _quoted(text: str, ahead: deque[str], lines: Iterator[str], delimiter: str) -> tuple[list[str] | None, int]:
    """Return the cells of a row with quote marks and how many lines ahead it took; None where it cannot be read so."""
    used = 0
    while True:
        try:
            return next(csv.reader([text], delimiter=delimiter, strict=True, skipinitialspace=True)), used
        except csv.Error as error:
            if "unexpected end" not in str(error) or used == _MOST_LINES:
                return None, 0
        if used == len(ahead):
            more = next(lines, None)
            if more is None:
                return None, 0
            ahead.append(more)
        text += "\n" + ahead[used].rstrip("\r\n").replace(ODD, "").replace("\0", "")
        used += 1
