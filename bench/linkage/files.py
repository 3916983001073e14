"""Reads the files of a set by its map into one table of common columns, as an analyst does before any linking."""

from __future__ import annotations

from pathlib import Path

import duckdb
import yaml

from bench.linkage.writing import quoted

PLAIN = ("first_name", "middle_name", "surname", "sex", "town", "postcode")
Entry = dict[str, object]


def read_map(folder: Path) -> dict[str, Entry]:
    """Return the map's entries by file name."""
    told = yaml.safe_load((folder / "MAP.yml").read_text(encoding="utf-8"))
    return dict(told["files"])


def load_people(database: duckdb.DuckDBPyConnection, folder: Path) -> list[str]:
    """Make the table ``people`` (unique_id, source, row, record_id, then what is known); return the rest."""
    selects = [_select(folder / name, entry) for name, entry in read_map(folder).items()]
    database.execute(f"create table gathered as {' union all by name '.join(selects)}")
    told = [row[0] for row in database.execute("describe gathered").fetchall()][3:]
    used = [column for column in told if _is_used(database, column)]
    database.execute(f"""
        create table people as select row_number() over (order by source, row) as unique_id, source, row, record_id,
            {", ".join(used)}, first_name || ' ' || surname as whole_name from gathered""")
    return used


def _is_used(database: duckdb.DuckDBPyConnection, column: str) -> bool:
    return bool(database.execute(f"select count({column}) from gathered").fetchall()[0][0])


def _select(path: Path, entry: Entry) -> str:
    reader = "read_parquet({})" if path.suffix == ".parquet" else "read_csv({}, all_varchar = true, header = true)"
    columns = {key: _text(str(value)) for key, value in _simple(entry).items()}
    if "full_name" in entry:
        columns |= _parts(_text(str(entry["full_name"])))
    columns |= {f"id_{key}": _text(str(value)) for key, value in _section(entry, "identifiers").items()}
    born, parts = entry.get("date_of_birth"), entry.get("address")
    if born:
        columns["dob"] = _date(born)
    if parts:
        listed = [parts] if isinstance(parts, str) else list(parts)  # type: ignore[call-overload]
        columns["address"] = f"nullif(concat_ws(' ', {', '.join(_text(str(part)) for part in listed)}), '')"
    shown = ", ".join(f"{expression} as {key}" for key, expression in columns.items())
    number = _text(str(entry["record_id"])) if "record_id" in entry else "null"
    return f"""select {quoted(path.name)} as source, row_number() over () as row, {number} as record_id, {shown}
        from {reader.format(quoted(path))}"""


def _parts(name: str) -> dict[str, str]:
    """The first word and the last, or the words about a comma: what an analyst would split a whole name into."""
    comma = f"contains({name}, ',')"
    return {
        "first_name": f"if({comma}, split_part(trim(split_part({name}, ',', 2)), ' ', 1), split_part({name}, ' ', 1))",
        "surname": f"if({comma}, split_part({name}, ',', 1), split_part({name}, ' ', -1))",
    }


def _simple(entry: Entry) -> dict[str, str]:
    found = {"surname" if key == "last_name" else key: str(value) for key, value in entry.items()}
    simple = {key: value for key, value in found.items() if key in PLAIN}
    others = entry.get("other") or []
    assert isinstance(others, list)
    simple |= {f"other_{at}": str(value) for at, value in enumerate(others)}
    return simple


def _section(entry: Entry, key: str) -> dict[str, str]:
    found = entry.get(key) or {}
    assert isinstance(found, dict)
    return found


def _text(column: str) -> str:
    return f"nullif(lower(trim(\"{column}\"::varchar)), '')"


def _date(told: object) -> str:
    """An ISO text; what cannot be read as a date is empty."""
    if isinstance(told, dict):
        return f"strftime(try_strptime(\"{told['column']}\"::varchar, {quoted(told['format'])}), '%Y-%m-%d')"
    return f'try_cast("{told}"::varchar as date)::varchar'
