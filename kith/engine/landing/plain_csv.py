"""Reads a delimited file that is as it should be many rows at once; whatever is odd is left to the careful reader.

The careful reader (``read_csv.py``) goes cell by cell in Python, and says what is wrong with which row. Of a county's
millions of rows hardly one is odd: they are read here, several times as fast, and give the same batches.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

from kith.engine.landing.encoding import CHUNK, Encoding
from kith.engine.landing.reading import LONGEST_CELL, text_batch

_BLOCK = 4 * CHUNK
_MARK = b"\xef\xbb\xbf"  # with which some programs begin UTF-8
_QUOTE = ord('"')


class OddRow(Exception):
    """A row that only the careful reader can judge."""


def is_plain(path: Path, encoding: Encoding, delimiter: str) -> bool:
    """Answer whether the text is plain UTF-8 whose every quote mark opens, closes or doubles where it may."""
    if encoding.name not in ("utf-8", "utf-8-sig") or encoding.errors != "strict":
        return False
    return not (encoding.has_nul or encoding.mixed_line_ends) and _has_sound_quotes(path, delimiter)


def _has_sound_quotes(path: Path, delimiter: str) -> bool:
    """Answer whether quote marks in turn open (after an edge of a cell) and close (before one)."""
    is_edge = np.zeros(256, dtype=np.bool_)
    is_edge[list(f'{delimiter}\r\n"'.encode())] = True
    before, seen = b"\n", 0
    with path.open("rb") as file:
        chunk = file.read(CHUNK).removeprefix(_MARK)
        while chunk:
            following = file.read(CHUNK)
            window = np.frombuffer(before + chunk + (following[:1] or b"\n"), dtype=np.uint8)
            at = np.flatnonzero(window[1:-1] == _QUOTE) + 1
            opens = (np.arange(len(at)) + seen) % 2 == 0
            if not is_edge[window[np.where(opens, at - 1, at + 1)]].all():
                return False
            before, chunk, seen = chunk[-1:], following, seen + len(at)
    return seen % 2 == 0


def plain_batches(path: Path, delimiter: str, width: int, places: dict[str, int]) -> Iterator[pa.RecordBatch]:
    """Yield the rows under the headings, as the careful reader would; raise ``OddRow`` at the first that is odd."""
    names = [str(place) for place in range(width)]
    read = pacsv.ReadOptions(
        use_threads=False, block_size=_BLOCK, column_names=names, skip_rows_after_names=1, encoding="utf8"
    )
    parse = pacsv.ParseOptions(
        delimiter=delimiter, quote_char='"', double_quote=True, newlines_in_values=True, ignore_empty_lines=False
    )
    convert = pacsv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False)
    number = 0
    try:
        with pacsv.open_csv(path, read_options=read, parse_options=parse, convert_options=convert) as rows:
            for batch in rows:
                if batch.num_rows:
                    yield _batch(batch, number, places)
                    number += batch.num_rows
    except pa.ArrowInvalid:
        raise OddRow from None


def _batch(batch: pa.RecordBatch, before: int, places: dict[str, int]) -> pa.RecordBatch:
    # Bytes are never fewer than characters: a cell that may be too long is counted carefully.
    if any((pc.max(pc.binary_length(column)).as_py() or 0) > LONGEST_CELL for column in batch.columns):
        raise OddRow
    columns = [batch.column(place) for place in places.values()]
    return text_batch(list(places), columns, range(before + 1, before + batch.num_rows + 1))
