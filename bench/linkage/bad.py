"""The bad sets: inputs that break linkers, a folder each; asked is an answer for every row, soon, and no crash."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import duckdb
import yaml

ROWS = 50_000
_HEAD = "id,first_name,last_name,date_of_birth,sex,address,postcode\n"
_PLAIN = {
    "record_id": "id", "first_name": "first_name", "last_name": "last_name", "date_of_birth": "date_of_birth",
    "sex": "sex", "address": ["address"], "postcode": "postcode",
}  # fmt: skip
_SCRIPTS = (
    "1,Мария,Иванова,1980-02-01,F,1 Oak St,QX1 1AA\n2,Maria,Ivanova,1980-02-01,F,1 Oak St,QX1 1AA\n"
    "3,محمد,الحسن,1975-05-06,M,2 Elm Rd,QX1 1AB\n4,Mohammed,Al-Hassan,1975-05-06,M,2 Elm Rd,QX1 1AB\n"
    "5,小明,王,1990-09-09,M,3 Ash Cl,QX1 1AD\n6,Xiaoming,Wang,1990-09-09,M,3 Ash Cl,QX1 1AD\n"
    "7,Łukasz,Wiśniewski,1988-11-30,M,4 Fir Ln,QX1 1AE\n8,Lukasz,Wisniewski,1988-11-30,M,4 Fir Ln,QX1 1AE\n"
    "9,Ελένη,Παππά,1969-03-03,F,5 Bay Dr,QX1 1AF\n10,Eleni,Pappa,1969-03-03,F,5 Bay Dr,QX1 1AF\n"
    "11,👩,💥,2001-01-02,F,6 Yew Ct,QX1 1AG\n12,e\u0301va,\u200bNagy,2001-01-03,F,6 Yew Ct,QX1 1AG\n"
)
_DATES = (
    "0000-00-00", "9999-12-31", "1700-01-01", "2099-06-31", "not known", "-1", "1984-02-30", "45000",
    "1985-04-05T00:00:00",
)  # fmt: skip


def make(folder: Path) -> list[Path]:
    """Write every bad set in a folder of its own and return them."""
    made = []
    for name, write in _SETS.items():
        here = folder / name
        here.mkdir(parents=True, exist_ok=True)
        files = write(here)
        text = yaml.safe_dump({"files": json.loads(json.dumps(files))}, sort_keys=False)
        (here / "MAP.yml").write_text(text, encoding="utf-8")
        made.append(here)
    return made


def rows_in(folder: Path) -> int | None:
    """How many records the files hold, where that can be said: None for a file that is no table."""
    counted = folder / "ROWS"
    return int(counted.read_text(encoding="utf-8")) if counted.exists() else None


def _text(folder: Path, name: str, text: str | bytes, rows: int | None) -> dict[str, object]:
    """Write one file; ``rows`` None says that any number may come of it."""
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    if rows is not None:
        (folder / "ROWS").write_text(str(rows), encoding="utf-8")
    return {name: _PLAIN}


def _many(query: str, identifiers: dict[str, str] | None = None) -> Callable[[Path], dict[str, object]]:
    """Write what a query makes of the numbers i from 0."""

    def write(folder: Path) -> dict[str, object]:
        database = duckdb.connect()
        path = folder / "people.csv"
        database.execute(f"copy ({query}) to '{path}' (format csv, header)")
        count = database.execute(f"select count(*) from read_csv('{path}', all_varchar = true)").fetchall()[0][0]
        (folder / "ROWS").write_text(str(count), encoding="utf-8")
        return {path.name: {**_PLAIN, "identifiers": identifiers} if identifiers else _PLAIN}

    return write


def _table(**columns: str) -> Callable[[Path], dict[str, object]]:
    """Write ROWS ordinary people, or ``rows``, with some of their columns changed."""
    rows = columns.pop("rows", str(ROWS))
    told = ", ".join(f"{value} as {column}" for column, value in {**_ORDINARY, **columns}.items())
    return _many(f"select {told} from range({rows}) as t(i)", {"nhs_number": "number"} if "number" in columns else None)


def _plain(rows: str | bytes, count: int | None) -> Callable[[Path], dict[str, object]]:
    """Write text as it is below the ordinary headings; bytes are the whole file."""
    return lambda folder: _text(folder, "people.csv", rows if isinstance(rows, bytes) else _HEAD + rows, count)


def _whole(name: str, text: str, count: int | None) -> Callable[[Path], dict[str, object]]:
    return lambda folder: _text(folder, name, text, count)


def _twice(folder: Path) -> dict[str, object]:
    rows = "".join(
        f"{at},Name{at},Family{at % 50},19{50 + at % 40}-03-{1 + at % 28:02d},F,{at} Oak St,QX1 1AA\n"
        for at in range(500)
    )
    for name in ("people.csv", "people_again.csv"):
        _text(folder, name, _HEAD + rows, 1_000)
    return {"people.csv": _PLAIN, "people_again.csv": _PLAIN}


_ORDINARY = {
    "id": "i", "first_name": "'Name' || (i % 397)", "last_name": "'Family' || (i * 31 % 4801)",
    "date_of_birth": "(date '1930-01-01' + (i * 7919 % 30000)::int)::varchar", "sex": "if(i % 2 = 0, 'F', 'M')",
    "address": "i || ' Oak St'", "postcode": "'QX' || i % 90 || ' 1AA'",
}  # fmt: skip
_ANN = "1,Ann,Lee,1980-01-02,F,1 Oak St,QX1 1AA\n"
_ZOE = "".join(f"{at},Zoë,Muñoz,1980-01-02,F,1 Oak St,QX1 1AA\n" for at in (1, 2))
_RAGGED = '2,Bob\n3,Cy,Poe,1981-01-02,M,2 Oak St,QX1 1AA,extra,more\n4,"Di,Roe,1982-01-02,F\n'
_SETS: dict[str, Callable[[Path], dict[str, object]]] = {
    "empty": _whole("people.csv", "", 0),
    "header_only": _plain("", 0),
    "one_row": _plain(_ANN, 1),
    "all_null": _plain("".join(f"{at},,,,,,\n" for at in range(1_000)), 1_000),
    "no_usable_columns": _whole("people.csv", "colour,weight\nred,1\nblue,2\n", 2),
    "missing_column": _whole("people.csv", "id,first_name\n1,Ann\n2,Ann\n", 2),
    "scripts": _plain(_SCRIPTS, 12),
    "absurd_dates": _plain("".join(f"{at},Ann,Lee,{day},F,1 Oak St,QX1 1AA\n" for at, day in enumerate(_DATES)), 9),
    "cp1252": _plain((_HEAD + _ZOE).encode("cp1252"), 2),
    "utf16": _plain((_HEAD + _ANN).encode("utf-16"), 1),
    "ragged": _plain(_ANN + _RAGGED, None),
    "nul_bytes": _plain(_ANN.replace("Ann", "A\0nn"), 1),
    "not_parquet": _whole("people.parquet", "this is no Parquet file", None),
    "file_twice": _twice,
    "duplicate_ids": _table(id="i % 100", rows="5000"),
    "same_default": _table(
        first_name="'UNKNOWN'",
        last_name="'UNKNOWN'",
        date_of_birth="'1900-01-01'",
        sex="null",
        address="null",
        postcode="null",
    ),
    "default_date": _table(date_of_birth="'1900-01-01'"),
    "one_name": _table(first_name="'Mary'", last_name="'Smith'"),
    "one_address": _table(address="'1 Great Hall'", postcode="'QX1 1AA'", rows="10000"),
    "one_identifier": _table(number="'9999999999'"),
}


def rows_out(out: Path) -> str:
    """How many rows the answer has, or that there is none."""
    answer = out / "people.parquet"
    if not answer.exists():
        return "no answer"
    count = duckdb.connect().execute(f"select count(*) from read_parquet('{answer}')").fetchall()[0][0]
    return f"{count:,}"
