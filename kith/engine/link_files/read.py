"""Opens a CSV or Parquet file and lands its columns as text, every row of it: records in are records out."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from kith.engine.link_files.kinds import NotATable, refuse_other_kinds
from kith.engine.link_files.mend import decoded_start, mend, start_in_any_encoding
from kith.engine.store import Database, DatabaseError, quoted

DELIMITERS = (",", ";", "\t", "|")
SAMPLE = 2_000
_START = 1 << 18


@dataclass(frozen=True)
class Table:
    """An input file as opened: its name, which becomes ``source``, its headings, and its first rows."""

    path: Path
    headings: tuple[str, ...]
    sample: tuple[tuple[str | None, ...], ...]
    delimiter: str | None  # None for Parquet
    kinds: tuple[str, ...] = ()  # DuckDB's types of a Parquet file's columns

    @property
    def source(self) -> str:
        """The file's own name."""
        return self.path.name


def open_table(database: Database, path: Path) -> Table:
    """Return the file's headings and first rows; refuse what is no table. An empty file has no headings."""
    with path.open("rb") as file:
        start = file.read(_START)
    refuse_other_kinds(path, start)
    return _open_parquet(database, path) if start.startswith(b"PAR1") else _open_text(path, start)


def land(
    database: Database, table: Table, columns: Iterable[str], name: str, folder: Path
) -> tuple[list[str], frozenset[str]]:
    """Make the view ``name`` of some columns as text, with ``row_at``, the row's place in the file.

    Column ``c7`` is the file's eighth. ``folder`` is where a file that is badly written may be written anew. Return
    remarks on what was odd, and the columns that need trimming.
    """
    wanted = set(columns)
    places = [place for place, heading in enumerate(table.headings) if heading in wanted]
    try:
        if table.delimiter is not None:
            remarks = _land_text(database, table, places, f"{name}_text", folder)
            database.execute(f"create view {name} as select rowid + 1 as row_at, * from {name}_text")
        else:
            remarks = []
            _show_parquet(database, table, places, name)
        return remarks, _untidy(database, name, places)
    except DatabaseError as error:
        if "no space" in str(error).lower() or "out of memory" in str(error).lower():
            raise
        # What DuckDB says would quote a row.
        raise NotATable.of(table.path, "is damaged: its rows cannot be read") from None


def count_rows(database: Database, name: str) -> int:
    """Return how many rows the table ``name`` has."""
    return int(database.execute(f"select count(*) from {name}").fetchall()[0][0])


def leave(database: Database, name: str) -> None:
    """Let go of what ``land`` made."""
    database.execute(f"drop view {name}")
    database.execute(f"drop table if exists {name}_text")


def _untidy(database: Database, name: str, places: Sequence[int]) -> frozenset[str]:
    """Return the columns in which some cell has spaces around it, or a word for nothing."""
    columns = [f"c{place}" for place in places]
    looked = ", ".join(f"coalesce(bool_or(needs_trimming({column})), false)" for column in columns)
    found = database.execute(f"select {looked} from {name}").fetchall()[0]
    return frozenset(column for column, untidy in zip(columns, found, strict=True) if untidy)


def _show_parquet(database: Database, table: Table, places: Sequence[int], name: str) -> None:
    """Read a Parquet file where it lies: what is not copied takes no room."""
    cells = ", ".join(f"{_as_text(table, place)} as c{place}" for place in places)
    numbered = f"read_parquet({_file(table.path)}, file_row_number = true)"
    database.execute(f"create view {name} as select file_row_number + 1 as row_at, {cells} from {numbered}")


def _land_text(database: Database, table: Table, places: Sequence[int], name: str, folder: Path) -> list[str]:
    """Copy the columns in the file's order. The database keeps the order only while it does no more than copy."""
    wanted = ", ".join(f"c{place}" for place in places)
    if decoded_start(table.path) is not None:
        try:
            database.execute(f"create table {name} as select {wanted} from {_text(table.path, table)}")
            return []
        except DatabaseError:
            pass  # some row is not as strict CSV has it: read it again, line by line
    remarks, mended = mend(table.path, table.delimiter or ",", len(table.headings), folder)
    database.execute(f"create table {name} as select {wanted} from {_text(mended, table, delimiter=',')}")
    mended.unlink()
    return remarks


def _text(path: Path, table: Table, delimiter: str | None = None) -> str:
    """Return the strict reader's call: nothing is guessed, and a row that does not fit is an error, never a mend."""
    columns = ", ".join(f"'c{place}': 'VARCHAR'" for place in range(len(table.headings)))
    return (
        f"read_csv({_file(path)}, auto_detect = false, header = true, delim = {quoted(delimiter or table.delimiter)},"
        f" quote = '\"', escape = '\"', strict_mode = true, columns = {{{columns}}})"
    )


def _parquet(path: Path) -> str:
    return f"read_parquet({_file(path)})"


def _file(path: Path) -> str:
    """Return the path as DuckDB takes it literally: signs that would stand for other names are put in brackets."""
    return quoted("".join(f"[{sign}]" if sign in "*?[" else sign for sign in str(path)))


def _as_text(table: Table, place: int) -> str:
    column = _name(table.headings[place])
    if table.kinds[place] in ("DOUBLE", "FLOAT"):
        # Whole numbers with gaps are kept as 12.0 by the tools that write them.
        return f"regexp_replace({column}::varchar, '\\.0$', '')"
    return f"{column}::varchar"


def _name(heading: str) -> str:
    return '"' + heading.replace('"', '""') + '"'


def _open_parquet(database: Database, path: Path) -> Table:
    try:
        described = database.execute(f"describe from {_parquet(path)}").fetchall()
        headings, kinds = tuple(row[0] for row in described), tuple(row[1] for row in described)
        whole = Table(path, headings, (), None, kinds)
        columns = ", ".join(_as_text(whole, place) for place in range(len(headings)))
        sample = database.execute(f"select {columns} from {_parquet(path)} limit {SAMPLE}").fetchall()
    except DatabaseError:
        raise NotATable.of(path, "is a damaged Parquet file") from None
    return Table(path, headings, tuple(sample), None, kinds)


def _open_text(path: Path, start: bytes) -> Table:
    lines = _lines(path, start)
    if not lines:
        return Table(path, (), (), ",")
    delimiter = max(
        DELIMITERS, key=lambda sign: (min(len(row) for row in _rows(lines[:5], sign)), lines[0].count(sign))
    )
    headings, *rows = _rows(lines, delimiter)
    return Table(path, _distinct(headings), tuple(tuple(row) for row in rows), delimiter)


def _lines(path: Path, start: bytes) -> list[str]:
    text = decoded_start(path)
    if text is None:
        text = start_in_any_encoding(path, start)
    lines = [line for line in text.splitlines() if line.strip()]
    return lines[:-1] if len(start) == _START and len(lines) > 1 else lines


def _rows(lines: Sequence[str], delimiter: str) -> list[list[str]]:
    csv.field_size_limit(1 << 24)
    return list(islice(csv.reader(lines, delimiter=delimiter), SAMPLE))


def _distinct(headings: Sequence[str]) -> tuple[str, ...]:
    """Return headings without two alike and none empty: a second ``name`` is called ``name_2``."""
    given: list[str] = []
    for place, heading in enumerate(headings, start=1):
        plain = heading.strip().strip("\ufeff") or f"column_{place}"
        twin = 2
        name = plain
        while name in given:
            name, twin = f"{plain}_{twin}", twin + 1
        given.append(name)
    return tuple(given)
