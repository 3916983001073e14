"""Opens the files, decides what their columns mean, and fills ``linking.raw`` with every record of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from kith.engine.link_files.columns import Columns
from kith.engine.link_files.dates import DatesSaid, read_dates
from kith.engine.link_files.guess import guess_columns
from kith.engine.link_files.landed import Landed
from kith.engine.link_files.map import require_columns
from kith.engine.link_files.read import Table, count_rows, land, leave, open_table
from kith.engine.progress import Progress
from kith.engine.store import Database, run_sql
from kith.vocabulary.errors import KithError

HERE = "kith.engine.link_files"


class SameName(KithError):
    """Two files have the same name, or one was named twice."""

    code = "K506"


class NothingToLinkBy(KithError):
    """No column of a file says who anybody is."""

    code = "K508"


class LostRecords(KithError):
    """Records in and records out are not as many."""

    code = "K514"


def fill_raw(
    database: Database,
    files: Sequence[Path],
    mapping: Mapping[str, Columns | None],
    folder: Path,
    today: date,
    progress: Progress,
) -> tuple[list[Landed], list[DatesSaid]]:
    """Fill ``linking.raw``; return what each file was and how its dates were read.

    ``folder`` is where a file that is badly written may be written anew.
    """
    _require_own_names(files)
    tables = [open_table(database, path) for path in files]
    columns = [_columns(table, mapping.get(table.source)) for table in tables]
    database.execute("create schema if not exists linking")
    database.execute("create schema if not exists landed")
    run_sql(database, HERE, "cells")
    run_sql(database, HERE, "raw")
    landed: list[Landed] = []
    progress.start("Read", len(files))
    for place, (table, means) in enumerate(zip(tables, columns, strict=True)):
        landed.append(_land(database, table, means, place, landed, folder))
        progress.advance()
    dates = read_dates(database, landed, today)
    _part_full_names(database, landed)
    for one in landed:
        _into_raw(database, one)
    database.execute("drop schema landed cascade")
    rows = sum(one.rows for one in landed)
    if count_rows(database, "linking.raw") != rows:
        raise lost(rows, count_rows(database, "linking.raw"))
    progress.done(f"{rows:,} records from {len(files)} {'file' if len(files) == 1 else 'files'}")
    return landed, dates


def lost(given: int, came: int) -> LostRecords:
    """Return the error for records that went missing or came twice."""
    return LostRecords(
        f"{given:,} records went in and {came:,} came out.",
        not_done="Nothing was written.",
        mend="This is a fault in Kith. Please report it with the two numbers.",
    )


def _columns(table: Table, said: Columns | None) -> Columns:
    """Return the map's word on the file, or a guess; refuse a file in which nothing says who anybody is."""
    if not table.headings:
        return Columns(is_guessed=True)
    if said is not None:
        require_columns(said, table.headings, table.source)
    columns = said or guess_columns(table.headings, table.sample)
    if not columns.can_link():
        seen = f"None of its {len(table.headings)} columns" if columns.is_guessed else "No column that the map names"
        raise NothingToLinkBy(
            f"{table.source}: {seen} looks like a name or an identifier of a person.",
            not_done="Nothing was linked, and nothing was written.",
            mend="Check that the first row holds headings, and say in a map which column is what (--map MAP.yml).",
        )
    return columns


def _land(
    database: Database, table: Table, columns: Columns, place: int, before: Iterable[Landed], folder: Path
) -> Landed:
    name, earlier = f"landed.file_{place}", sum(one.rows for one in before)
    if not table.headings:
        return Landed(table, columns, name, 0, earlier, remarks=["The file is empty."])
    remarks, untidy = land(database, table, columns.used(), name, folder)
    rows = count_rows(database, name)
    if not rows:
        remarks = [*remarks, "The file has headings, and no rows."]
    return Landed(table, columns, name, rows, earlier, untidy, remarks)


def _part_full_names(database: Database, landed: Iterable[Landed]) -> None:
    """Fill ``linking.full_name``, once per name, where a file has the whole name in one column."""
    seen = [
        f"select {one.single('full_name')} as value from ({one.trimmed([one.columns.single['full_name']])})"
        for one in landed
        if "full_name" in one.columns.single
    ]
    if seen:
        database.execute(f"create or replace view linking.full_name_seen as {' union '.join(seen)}")
        run_sql(database, HERE, "full_names")
        database.execute("drop view linking.full_name_seen")


def _into_raw(database: Database, one: Landed) -> None:
    if one.opened.headings:
        database.execute(f"insert into linking.raw by name {one.select()}")
        leave(database, one.table)


def _require_own_names(files: Sequence[Path]) -> None:
    names = [path.name for path in files]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise SameName(
            f"More than one file is called {', '.join(twice)}.",
            not_done="Nothing was linked, and nothing was written.",
            mend="A file's name becomes its records' source. Name each file once, and rename files that share a name.",
        )
