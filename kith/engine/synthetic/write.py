"""Write each agency's extract of the invented truth: run its SQL, then save its tables as the kind of file it sends."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, datetime, time
from importlib.resources import files
from pathlib import Path

import xlsxwriter

from kith.engine.sources import load_sources
from kith.engine.sources.declare import File
from kith.engine.store import Database, quoted, run_sql
from kith.engine.synthetic.layouts import Layout, layout_of

_EXTRACTS = "kith.engine.synthetic.extracts"
_BATCH = 10_000
_CHUNK = 1 << 20


def sources_to_write() -> list[str]:
    """Return the names of the sources that have an extract, in name order."""
    return sorted(file.name.removesuffix(".sql") for file in files(_EXTRACTS).iterdir() if file.name.endswith(".sql"))


def write_source(database: Database, source: str, folder: Path, as_at: date) -> list[Path]:
    """Write one source's files into ``folder``/``source`` and return them; its tables are dropped afterwards."""
    run_sql(database, _EXTRACTS, source)
    target = folder / source
    target.mkdir(parents=True)
    written = [
        _write_file(database, source, group, target, as_at) for group in _by_file(source, load_sources()[source].files)
    ]
    _drop_extract_tables(database)
    return written


def _by_file(source: str, declared: tuple[File, ...]) -> list[list[File]]:
    """Group the declared tables that share one file: the sheets of a workbook, the elements of a return."""
    groups: dict[str, list[File]] = {}
    for file in declared:
        groups.setdefault(layout_of(source, file).file_name, []).append(file)
    return list(groups.values())


def _write_file(database: Database, source: str, group: list[File], target: Path, as_at: date) -> Path:
    layout = layout_of(source, group[0])
    path = target / layout.file_name.format(as_at=as_at.isoformat())
    kind = group[0].kind
    if kind == "csv":
        _write_csv(database, group[0].name, path, layout)
    elif kind == "parquet":
        database.execute(f"copy ({_rows(group[0].name)}) to {quoted(path)} (format parquet)")
    elif kind == "xlsx":
        _write_workbook(database, source, group, path, as_at)
    else:
        _write_xml(database, group[0].name, path)
    return path


def _rows(table: str) -> str:
    return f"select * from extract.{table} order by all"


def _write_csv(database: Database, table: str, path: Path, layout: Layout) -> None:
    """DuckDB writes UTF-8 with line feeds; another encoding, mark or line end is a second, streamed pass."""
    quotes = ", force_quote *" if layout.quote_all else ""
    plain = path.with_name(f"{path.name}.plain")
    database.execute(
        f"copy ({_rows(table)}) to {quoted(plain)} (format csv, header, delimiter '{layout.delimiter}'{quotes})"
    )
    if (layout.encoding, layout.bom, layout.newline) == ("utf-8", False, "\n"):
        plain.rename(path)
        return
    encoding = "utf-8-sig" if layout.bom and layout.encoding == "utf-8" else layout.encoding
    with (
        plain.open(encoding="utf-8", newline="\n") as came,
        path.open("w", encoding=encoding, errors="replace", newline=layout.newline) as went,
    ):
        shutil.copyfileobj(came, went, _CHUNK)
    plain.unlink()


def _write_xml(database: Database, table: str, path: Path) -> None:
    """Concatenate the header, the rows in order of ``position`` and the footer."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for query in (
            f"select xml from extract.{table}_header",
            f"select xml from extract.{table} order by position",
            f"select xml from extract.{table}_footer",
        ):
            file.writelines(f"{text}\n" for (text,) in _stream(database, query))


def _write_workbook(database: Database, source: str, group: list[File], path: Path, as_at: date) -> None:
    """Write one sheet per table, row by row, so that a large workbook needs little memory."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as workbook:
        # A fixed moment, so that the same council makes the same bytes.
        workbook.set_properties({"created": datetime.combine(as_at, time())})
        day = workbook.add_format({"num_format": "dd/mm/yyyy"})
        for file in group:
            sheet = workbook.add_worksheet(file.sheet or None)
            titles = layout_of(source, file).title_rows
            for at, text in enumerate(titles):
                sheet.write_string(at, 0, text.format(as_at=as_at.strftime("%d/%m/%Y")))
            _fill_sheet(database, file.name, sheet, file.heading_row - 1, day)


def _fill_sheet(database: Database, table: str, sheet: xlsxwriter.worksheet.Worksheet, top: int, day: object) -> None:
    result = database.execute(_rows(table))
    sheet.write_row(top, 0, [column[0] for column in result.description or []])
    for at, row in enumerate(_fetched(result), start=top + 1):
        for column, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(at, column, value, day)
            elif value is not None:
                sheet.write(at, column, value)


def _stream(database: Database, query: str) -> Iterator[tuple[object, ...]]:
    yield from _fetched(database.execute(query))


def _fetched(result: Database) -> Iterator[tuple[object, ...]]:
    while batch := result.fetchmany(_BATCH):
        yield from batch


def _drop_extract_tables(database: Database) -> None:
    for (table,) in database.execute("select table_name from duckdb_tables() where schema_name = 'extract'").fetchall():
        database.execute(f"drop table extract.{table}")
