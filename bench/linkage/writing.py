"""Writes one set as an analyst has it: the files, MAP.yml that says what their columns are, and truth.parquet."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import yaml

# What the truth says of every row of every file. household and dwelling are empty where nobody could know them.
TRUTH_COLUMNS = ("person", "household", "dwelling", "sex", "ethnicity", "age_band", "other")


def quoted(value: object) -> str:
    """Return a text as an SQL literal."""
    return "'" + str(value).replace("'", "''") + "'"


@dataclass
class SetWriter:
    """Collects the files of one set; ``finish`` writes the map and the truth.

    A table to write has the file's own columns, ``_order`` (where its rows stand in the file), ``_record_id`` and a
    column ``_x`` for each x of TRUTH_COLUMNS that is known.
    """

    database: duckdb.DuckDBPyConnection
    folder: Path
    entries: dict[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        truth = ", ".join(f"{column} varchar" for column in TRUTH_COLUMNS)
        self.database.execute(f"create or replace table truth (source varchar, row bigint, record_id varchar, {truth})")

    def add(self, table: str, file_name: str, entry: dict[str, object], *, options: str = "") -> None:
        """Write one table as a file and keep who is who."""
        columns = [row[0] for row in self.database.execute(f"describe {table}").fetchall()]
        known = {column[1:] for column in columns if column.startswith("_")}
        shown = ", ".join(f'"{column}"' for column in columns if not column.startswith("_"))
        self._write(f"select {shown} from {table} order by _order", self.folder / file_name, options)
        told = ", ".join(f"_{column}::varchar" if column in known else "null" for column in TRUTH_COLUMNS)
        self.database.execute(f"""
            insert into truth select {quoted(file_name)}, row_number() over (order by _order), _record_id, {told}
            from {table}""")
        self.entries[file_name] = entry

    def _write(self, query: str, path: Path, options: str) -> None:
        layout = "format parquet" if path.suffix == ".parquet" else f"format csv, header{options}"
        self.database.execute(f"copy ({query}) to {quoted(path)} ({layout})")

    def finish(self) -> Path:
        """Write MAP.yml and truth.parquet and return the folder."""
        text = yaml.safe_dump(
            {"files": json.loads(json.dumps(self.entries))}, sort_keys=False, allow_unicode=True, width=120
        )
        (self.folder / "MAP.yml").write_text(text, encoding="utf-8")
        self.database.execute(
            f"copy (from truth order by source, row) to {quoted(self.folder / 'truth.parquet')} (format parquet)"
        )
        return self.folder
