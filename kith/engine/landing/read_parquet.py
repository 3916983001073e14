"""Reads a Parquet file as text, a batch of rows at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from kith.engine.landing.check_workbook import Bomb
from kith.engine.landing.reading import ROWS_PER_BATCH, Found, UnreadableFile, damaged_unless_own, text_batch
from kith.engine.sources.declare import File

# Run-length coding can put a billion equal rows in a few bytes; no extract with a row per person or event does.
_MOST_ROWS_PER_BYTE = 100


class ParquetReading:
    """One open Parquet file."""

    def __init__(self, path: Path, file: File) -> None:
        self.found = Found()
        try:
            self._parquet = pq.ParquetFile(path)
        except Exception as error:
            raise damaged_unless_own(error, _damaged) from None
        rows, size = self._parquet.metadata.num_rows, path.stat().st_size
        if rows > size * _MOST_ROWS_PER_BYTE:
            raise Bomb(
                f"The file claims {rows:,} rows in {size:,} bytes.",
                mend="Ask the sender how it was made; if nobody knows the sender, tell your security team.",
            )
        self.headings: Sequence[str] = self._parquet.schema_arrow.names

    def batches(self, places: dict[str, int]) -> Iterator[pa.RecordBatch]:
        """Yield the rows, every value as text (dates as YYYY-MM-DD)."""
        wanted = [self.headings[place] for place in places.values()]
        number = 0
        try:
            for batch in self._parquet.iter_batches(ROWS_PER_BATCH, columns=wanted):
                columns = [batch.column(name).cast(pa.string()) for name in wanted]
                yield text_batch(list(places), columns, range(number + 1, number + batch.num_rows + 1))
                number += batch.num_rows
        except Exception as error:
            raise damaged_unless_own(error, _damaged) from None


def _damaged(error: Exception) -> UnreadableFile:
    return UnreadableFile(
        f"The file is not a Parquet file that can be read ({type(error).__name__}).",
        mend="Ask the sender to write it again with plain columns of text, numbers and dates, or to send CSV.",
    )
