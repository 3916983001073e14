"""What every reader gives: the headings as the file writes them, then batches of text columns, a few rows at a time."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import pyarrow as pa
import pyarrow.compute as pc

from kith.engine.landing.refuse import LandingRefusal

# Excel's own limit; a longer cell is a quote mark that was never closed, or not data.
LONGEST_CELL = 32_767
ROWS_PER_BATCH = 20_000
BYTES_PER_BATCH = 16_000_000

# Beside the declared columns each batch carries the row's number and what the reader found wrong with the row.
ROW_NUMBER = "row_number"
ROW_FAULT = "_row_fault"
ROW_REMARK = "_row_remark"


_DISK_AND_RIGHTS = {
    *(errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS, errno.EFBIG),
    *(errno.EACCES, errno.EPERM, errno.EMFILE, errno.ENFILE, errno.ENOMEM),
}


class UnreadableFile(LandingRefusal):
    """The file is not what its name says, or is damaged."""

    code = "K105"


class CutShort(LandingRefusal):
    """The file ends in the middle of a row, or a quote mark is never closed."""

    code = "K106"


class CellTooLong(LandingRefusal):
    """A cell is longer than any cell can honestly be."""

    code = "K107"


@dataclass
class Found:
    """Remarks about the whole file, gathered while it is read."""

    remarks: list[str] = field(default_factory=list)


class Reading(Protocol):
    """An open file: its headings, and its rows in batches.

    ``batches`` takes, for each column's name, its place among the headings; absent optional columns are left out.
    """

    headings: Sequence[str]
    found: Found

    def batches(self, places: dict[str, int]) -> Iterator[pa.RecordBatch]:
        """Yield the rows, never more in memory than one batch."""


def is_own_trouble(error: BaseException) -> bool:
    """Answer whether an error is of this machine's disk or rights, and so not the file's fault."""
    return isinstance(error, OSError) and error.errno in _DISK_AND_RIGHTS


def damaged_unless_own(error: Exception, damaged: Callable[[Exception], UnreadableFile]) -> Exception:
    """Return what to raise when a library falls over a file: damage may show itself as any kind of error."""
    return error if isinstance(error, LandingRefusal) or is_own_trouble(error) else damaged(error)


def text_batch(
    names: Sequence[str],
    columns: Sequence[Sequence[str | None] | pa.Array],
    numbers: Sequence[int],
    faults: Sequence[str | None] | None = None,
    remarks: Sequence[str | None] | None = None,
) -> pa.RecordBatch:
    """Make one batch in the shape that typing expects: tidy text, empty cells null."""
    empty = pa.nulls(len(numbers), pa.string())
    arrays = [
        pa.array(numbers, pa.int64()),
        pa.array(faults, pa.string()) if faults else empty,
        pa.array(remarks, pa.string()) if remarks else empty,
        *(_tidy(column) for column in columns),
    ]
    return pa.RecordBatch.from_arrays(arrays, names=[ROW_NUMBER, ROW_FAULT, ROW_REMARK, *names])


def _tidy(column: Sequence[str | None] | pa.Array) -> pa.Array:
    text = column if isinstance(column, pa.Array) else pa.array(column, pa.string())
    if not pc.all(pc.string_is_ascii(text)).as_py():  # plain letters have one form only
        text = pc.utf8_normalize(text, form="NFC")
    text = pc.utf8_trim_whitespace(text)
    return pc.if_else(pc.equal(text, ""), None, text)


def text_schema(names: Sequence[str]) -> pa.Schema:
    """Return the schema of the batches whose columns are ``names``."""
    return pa.schema([(ROW_NUMBER, pa.int64()), *((name, pa.string()) for name in (ROW_FAULT, ROW_REMARK, *names))])
