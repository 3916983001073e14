"""Turns the text of a delivered file into typed rows, and writes down every problem with its row, column and rule."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from kith.engine.landing.reading import ROW_FAULT, ROW_NUMBER, ROW_REMARK
from kith.engine.landing.rules import NOTE, SET_ASIDE, in_style
from kith.engine.sources.declare import Column, File
from kith.engine.store import Database, open_database, quoted, run_sql, write_parquet

_MEMORY = "512MB"
_ISO_STYLES = ("%Y-%m-%d", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M:%S.%f", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%S.%f")
_BIRTH = re.compile(r"birth|\bdob\b|\bborn", re.IGNORECASE)
_NOT_YET_BORN = re.compile(r"expect|due|estimat|edd|place", re.IGNORECASE)


def open_typing(work: Path) -> Database:
    """Open a database with the macros of landing; it may overflow into ``work``, so memory stays bounded."""
    database = open_database(spill=work / "spill")
    database.execute(f"set memory_limit = '{_MEMORY}'")
    run_sql(database, "kith.engine", "identifiers")
    run_sql(database, "kith.engine.landing", "values")
    database.execute(
        'create table problem (file VARCHAR, row_number BIGINT, "column" VARCHAR, rule VARCHAR, severity VARCHAR, '
        "value VARCHAR)"
    )
    database.execute('create table written (file VARCHAR, "column" VARCHAR, day VARCHAR)')
    return database


def show_text(database: Database, file: File, text: Path, places: dict[str, int]) -> None:
    """Make the view ``text``: one column for each declared, the absent optional ones empty; empty rows are left out."""
    cells = ", ".join(
        f'"{column.name}"' if column.name in places else f'null::varchar as "{column.name}"' for column in file.columns
    )
    given = ", ".join(f'"{name}"' for name in places)
    database.execute(
        f"create or replace view text as select {ROW_NUMBER}, {ROW_FAULT}, {ROW_REMARK}, {cells} "
        f"from read_parquet({quoted(text)}) where {ROW_FAULT} is not null or coalesce({given}) is not null"
    )


def find_problems(database: Database, file: File, as_at: date) -> None:
    """Write every problem of the view ``text`` into ``problem``, and how each date is declared into ``written``."""
    whole_row = [
        f"select {ROW_NUMBER}, null, {ROW_FAULT}, '{SET_ASIDE}', null from text where {ROW_FAULT} is not null",
        f"select {ROW_NUMBER}, null, {ROW_REMARK}, '{NOTE}', null from text where {ROW_REMARK} is not null",
    ]
    cells = [_cell_problems(file, column, as_at) for column in file.columns]
    repeated = [_repeated_keys(file)] if file.key else []
    for query in (*whole_row, *cells, *repeated):
        database.execute(f"insert into problem select '{file.name}', * from ({query})")
    for column in file.columns:
        if column.type == "date":
            example = [file.name, column.heading, in_style(column.dates[0])]
            database.execute("insert into written values ($1, $2, $3)", example)


def write_rows(database: Database, file: File, as_at: date, target: Path) -> tuple[int, int]:
    """Write the typed rows that stand, in the file's order; return how many landed and how many were set aside."""
    values = ", ".join(f'{value_of(file, column, as_at)} as "{column.name}"' for column in file.columns)
    aside = f"select row_number from problem where file = '{file.name}' and severity = '{SET_ASIDE}'"
    standing = f"select {ROW_NUMBER}, {values} from text where {ROW_NUMBER} not in ({aside})"
    write_parquet(database, standing, target)
    counts = database.execute(
        f"select (select count(*) from read_parquet({quoted(target)})), count(distinct row_number) from ({aside})"
    ).fetchone()
    assert counts is not None
    return counts[0], counts[1]


def value_of(file: File, column: Column, as_at: date) -> str:
    """Return the SQL that makes the column's value of its text."""
    name = f'"{column.name}"'
    if column.type == "text":
        return f"case when not (is_formula({name}) or is_excel_error({name})) then {name} end"
    return parsed(file, column, name, as_at)


def parsed(file: File, column: Column, text: str, as_at: date) -> str:
    """Return the SQL that reads ``text`` as the column's type, null where it cannot be read."""
    if column.type == "date":
        day = f"date_value({text}, {_styles(file, column)})"
        return f"case when {day} <= date '{as_at}' then {day} end" if is_birth(column) else day
    if column.type == "code":
        codes = sorted(column.codes or {})
        value = f"code_value({text}, {_list([code.lower() for code in codes])}, {_list(codes)})"
        return f"case when not (is_formula({text}) or is_excel_error({text})) then {value} end"
    if column.type == "upn":
        return f"upn_value_of({text})"
    return f"{column.type}_value({text})"


def is_birth(column: Column) -> bool:
    """Answer whether the column holds dates of birth, which cannot lie ahead."""
    words = f"{column.heading} {column.name}".replace("_", " ")
    words = re.sub(r"([a-z])([A-Z])", r"\1 \2", words)
    return bool(_BIRTH.search(words)) and not _NOT_YET_BORN.search(words)


def _cell_problems(file: File, column: Column, as_at: date) -> str:
    value = f'"{column.name}"'
    rule = (
        f"case when {value} is null then {quoted('BLANK') if column.required else 'null'} "
        f"when is_formula({value}) then 'FORMULA' when is_excel_error({value}) then 'EXCEL_ERROR' "
        f"{_type_fault(file, column, value, as_at)} end"
    )
    severity = SET_ASIDE if column.required else NOTE
    judged = f"select {ROW_NUMBER}, {value}, {rule} as rule from text where {ROW_FAULT} is null"
    return (
        f"select {ROW_NUMBER}, {quoted(column.heading)}, rule, "
        f"case when rule = 'UNKNOWN_CODE' then '{NOTE}' else '{severity}' end, {value} "
        f"from ({judged}) where rule is not null"
    )


def _type_fault(file: File, column: Column, value: str, as_at: date) -> str:
    if column.type == "text":
        return f"when is_excel_rounded({value}) then 'EXCEL_ROUNDED'" if column.name in file.key else ""
    if column.type == "code":
        codes = _list(sorted(code.lower() for code in column.codes or {}))
        return f"when not is_known_code({value}, {codes}) then 'UNKNOWN_CODE'"
    if column.type != "date":
        return f"when {parsed(file, column, value, as_at)} is null then {column.type}_fault({value})"
    styles = _styles(file, column)
    future = f"when date_value({value}, {styles}) > date '{as_at}' then 'FUTURE_BIRTH'" if is_birth(column) else ""
    return f"when date_value({value}, {styles}) is null then date_fault({value}, {styles}) {future}"


def _repeated_keys(file: File) -> str:
    """Return the SQL that finds the later rows of a repeated key, among the rows that stand."""
    keys = ", ".join(f'"{name}"' for name in file.key)
    heading = next(column.heading for column in file.columns if column.name == file.key[0])
    aside = f"select row_number from problem where file = '{file.name}' and severity = '{SET_ASIDE}'"
    standing = f"select {ROW_NUMBER}, {keys} from text where {ROW_NUMBER} not in ({aside})"
    # Grouped by eight bytes of hash first: the keys themselves of a large file would not fit in memory.
    suspects = f"select hash({keys}) from ({standing}) group by all having count(*) > 1"
    repeated = f"select *, min({ROW_NUMBER}) over (partition by {keys}) as first_row from ({standing}) "
    return (
        f"select {ROW_NUMBER}, {quoted(heading)}, 'REPEATED_KEY', '{SET_ASIDE}', concat_ws(' ', {keys}) "
        f"from ({repeated} where hash({keys}) in ({suspects})) where {ROW_NUMBER} > first_row"
    )


def _styles(file: File, column: Column) -> str:
    # A workbook or a Parquet file holds real dates, which the readers write the ISO way.
    return _list([*column.dates, *(_ISO_STYLES if file.kind in ("xlsx", "parquet") else ())])


def _list(values: list[str]) -> str:
    return "[" + ", ".join(quoted(value) for value in values) + "]"
