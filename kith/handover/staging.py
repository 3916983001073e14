"""Copies published tables into temporary tables of PostgreSQL, a batch at a time, without a Python loop over rows."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq

from kith.engine.tables import PUBLISHED, Table

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

BATCH_ROWS = 50_000
TYPES = {
    "VARCHAR": "text",
    "DATE": "date",
    "BOOLEAN": "boolean",
    "BIGINT": "bigint",
    "DOUBLE": "double precision",
    "UTINYINT": "smallint",
}


def stage(cursor: CursorWrapper, published: Path, tables: Collection[str] = PUBLISHED.keys()) -> None:
    """Make ``stage_<name>`` for every published table, and fill those of ``tables`` from the folder ``published``.

    They vanish with the transaction.
    """
    for table in PUBLISHED.values():
        columns = ", ".join(f'"{column.name}" {TYPES[column.type]}' for column in table.columns)
        cursor.execute(f"create temporary table stage_{table.short_name} ({columns}) on commit drop")
        if table.short_name in tables:
            _copy(cursor, published / f"{table.short_name}.parquet", table)


def _copy(cursor: CursorWrapper, file: Path, table: Table) -> None:
    # A run that was made before a column was thought of has none; only one that may be empty may be missing.
    there = set(pq.read_schema(file).names)
    names = [column.name for column in table.columns if column.required or column.name in there]
    quoted = ", ".join(f'"{name}"' for name in names)
    # Written as CSV, text is always quoted, so an empty text and no value stay apart.
    statement = f"copy stage_{table.short_name} ({quoted}) from stdin (format csv)"
    with cursor.copy(statement) as copy:
        for batch in _batches(file, names):
            copy.write(batch)


def _batches(file: Path, names: list[str]) -> Iterator[bytes]:
    options = pyarrow.csv.WriteOptions(include_header=False)
    with pq.ParquetFile(file) as rows:
        for batch in rows.iter_batches(BATCH_ROWS, columns=names):
            sink = pa.BufferOutputStream()
            pyarrow.csv.write_csv(pa.Table.from_batches([batch]).select(names), sink, options)
            yield sink.getvalue().to_pybytes()
