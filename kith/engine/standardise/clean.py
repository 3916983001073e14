"""Runs one source's clean.sql over its landed rows, statement by statement, into the standard tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from kith.engine.delivery import Delivery
from kith.engine.sources import clean_sql
from kith.engine.sources.declare import File, Source
from kith.engine.standardise.cannot_run import cannot_run
from kith.engine.store import Database, DatabaseError, quoted
from kith.engine.tables import NOT_GIVEN, RECORD_IDS, STANDARD, Table
from kith.vocabulary.errors import KithError

_TYPES = {"date": "DATE", "whole": "BIGINT", "number": "DOUBLE", "yes_no": "BOOLEAN"}


class LandedBeforeChange(KithError):
    """A delivery landed under an earlier version of its source's spec."""

    code = "K204"


def clean_source(database: Database, source: Source, deliveries: Sequence[Delivery]) -> list[dict[str, object]]:
    """Fill the standard tables from the newest delivery of each file of ``source``; return rows in and rows used."""
    database.execute("create or replace schema clean")
    database.execute("set search_path = 'clean,main'")
    try:
        newest = _newest(source, deliveries)
        for file in source.files:
            _show_file(database, file, newest.get(file.name))
        for table in source.fills:
            database.execute(_staging_ddl(STANDARD[table]))
        _set(database, "as_at", max(delivery.as_at for delivery in newest.values()) if newest else None)
        _set_labels(database, source)
        _run_statements(database, source, newest)
        accounts = [_account(database, source, file, newest) for file in source.files]
        for table in source.fills:
            _move(database, source, STANDARD[table])
        return accounts
    finally:
        database.execute("reset search_path")
        database.execute("drop schema if exists clean cascade")


def _newest(source: Source, deliveries: Sequence[Delivery]) -> dict[str, Delivery]:
    ordered = sorted(
        (one for one in deliveries if one.source == source.name), key=lambda one: (one.as_at, one.delivery_id)
    )
    return {name: delivery for delivery in ordered for name in delivery.rows}


def _show_file(database: Database, file: File, delivery: Delivery | None) -> None:
    if delivery is not None:
        database.execute(f"create view clean.{file.name} as from read_parquet({quoted(delivery.rows[file.name])})")
        _check_columns(database, file, delivery)
        return
    columns = [f'null::{_TYPES.get(column.type, "VARCHAR")} as "{column.name}"' for column in file.columns]
    database.execute(
        f"create view clean.{file.name} as select null::BIGINT as row_number, {', '.join(columns)} where false"
    )


def _check_columns(database: Database, file: File, delivery: Delivery) -> None:
    there = {row[0] for row in database.execute(f"describe clean.{file.name}").fetchall()}
    missing = [column.name for column in file.columns if column.name not in there]
    if missing:
        raise LandedBeforeChange(
            f"Delivery {delivery.delivery_id} lacks the column {missing[0]} that the spec now names for {file.name}.",
            not_done="Nothing of this run was kept.",
            mend="Land the file again under the new spec: in a new runs folder, or after moving that delivery away.",
        )


def _staging_ddl(table: Table) -> str:
    columns = [f'"{column.name}" {column.type}' for column in table.columns if column.name not in NOT_GIVEN]
    origin = (
        "delivery_id VARCHAR default getvariable('delivery_id'), from_file VARCHAR default getvariable('from_file')"
    )
    return f"create table clean.{table.short_name} ({', '.join(columns)}, {origin})"


def _set(database: Database, name: str, value: object) -> None:
    literal = "null" if value is None else quoted(value)
    database.execute(f"set variable {name} = {literal}{'::DATE' if isinstance(value, date) else ''}")


def _set_labels(database: Database, source: Source) -> None:
    """Let clean.sql say ``code_label(need, getvariable('need_labels'))`` with the codes that spec.py declares."""
    for file in source.files:
        for column in file.columns:
            if column.codes:
                pairs = ", ".join(f"{quoted(code)}: {quoted(label)}" for code, label in column.codes.items())
                database.execute(f"set variable {column.name}_labels = map {{{pairs}}}")


def _run_statements(database: Database, source: Source, newest: dict[str, Delivery]) -> None:
    text = clean_sql(source)
    try:
        statements = database.extract_statements(text)
    except DatabaseError as error:
        raise cannot_run(source, None, text, error) from None
    for number, statement in enumerate(statements, start=1):
        file = _first_file(source, statement.query)
        delivery = newest.get(file) if file else next(iter(newest.values()), None)
        _set(database, "from_file", file)
        _set(database, "delivery_id", delivery.delivery_id if delivery else None)
        try:
            database.execute(statement)
        except DatabaseError as error:
            raise cannot_run(source, number, statement.query, error) from None


def _first_file(source: Source, query: str) -> str | None:
    """Return the File that a statement reads first: its row numbers are that file's."""
    text = re.sub(r"--[^\n]*", "", query)
    names = "|".join(sorted((file.name for file in source.files), key=len, reverse=True))
    found = re.search(rf"\b(?:from|join)\s+({names})\b", text, re.IGNORECASE)
    return found.group(1).lower() if found else None


def _account(database: Database, source: Source, file: File, newest: dict[str, Delivery]) -> dict[str, object]:
    """Return how many rows of ``file`` came in and how many left a trace in a standard table."""
    used = " union ".join(
        f"select row_number from clean.{table} where from_file = '{file.name}'" for table in source.fills
    )
    rows_in, rows_used = database.execute(
        f"select (select count(*) from clean.{file.name}), (select count(*) from ({used}))"
    ).fetchall()[0]
    delivery = newest.get(file.name)
    return {
        "source": source.name,
        "file": file.name,
        "delivery_id": delivery.delivery_id if delivery else None,
        "rows_in": rows_in,
        "rows_used": rows_used,
    }


def _move(database: Database, source: Source, table: Table) -> None:
    name = table.short_name
    if name == "person":
        _join_repeats(database, source)
    ids = "".join(
        f", '{source.name}:' || {local} as {full}"
        for local, full in RECORD_IDS.items()
        if any(column.name == local for column in table.columns)
    )
    distinct = "distinct on (local_fact_id)" if name == "fact" else ""
    database.execute(
        f"insert into {table.name} by name select {distinct} '{source.name}' as source, * exclude (from_file){ids} "
        f"from clean.{name} order by row_number"
    )


def _join_repeats(database: Database, source: Source) -> None:
    """Join rows that give one person twice: of each column the first value in row order is kept, with a note."""
    repeats = "select local_id from clean.person group by local_id having count(*) > 1"
    database.execute(
        f"insert into standard.note select '{source.name}', '{source.name}:' || local_id, 'REPEATED_PERSON',"
        f" 'local_id' from ({repeats})"
    )
    columns = [column.name for column in STANDARD["person"].columns if column.name not in {*NOT_GIVEN, "local_id"}]
    first = ", ".join(
        f'min_by("{name}", row_number) filter ("{name}" is not null) as "{name}"'
        for name in (*columns, "delivery_id", "from_file")
    )
    database.execute(
        f"create table clean.joined as select local_id, {first} from clean.person "
        f"where local_id in ({repeats}) group by local_id"
    )
    database.execute("delete from clean.person where local_id in (select local_id from clean.joined)")
    database.execute("insert into clean.person by name from clean.joined")
