"""The many set: a plain British county of any size as five agencies see it, two records a person; for speed."""

from __future__ import annotations

from pathlib import Path

import duckdb

from bench.linkage import places
from bench.linkage.world import make_world, read_sql
from bench.linkage.writing import SetWriter

MIX = {"british": 0.78, "south_asian": 0.10, "polish": 0.04, "arabic": 0.03, "somali": 0.03, "chinese": 0.02}
_TRUTH = (
    "'p' || person as _person, if(communal, null, 'h' || home_now) as _household, "
    "if(communal, null, 'd' || dwelling_now) as _dwelling, sex as _sex, ethnicity as _ethnicity, age_band as _age_band"
)
FILES: dict[str, tuple[str, dict[str, object]]] = {
    "health": ("health.parquet", {
        "record_id": "patient_id", "first_name": "given_name", "middle_name": "middle_names",
        "last_name": "family_name", "date_of_birth": "birth_date", "sex": "gender", "postcode": "postcode",
        "identifiers": {"nhs_number": "nhs_number"},
    }),
    "school": ("school.csv", {
        "record_id": "pupil_no", "first_name": "forename", "last_name": "surname",
        "date_of_birth": {"column": "dob", "format": "%d/%m/%Y"}, "sex": "sex", "address": ["flat", "address"],
        "town": "town", "postcode": "postcode", "identifiers": {"nhs_number": "nhs_no"}, "group": "ethnicity",
    }),
    "housing": ("housing.csv", {
        "record_id": "tenant_ref", "first_name": "first_name", "last_name": "last_name",
        "date_of_birth": {"column": "date_of_birth", "format": "%d-%m-%Y"}, "sex": "sex", "address": ["address"],
        "postcode": "postcode",
    }),
    "benefits": ("benefits.parquet", {
        "record_id": "claimant", "first_name": "first_name", "middle_name": "initial", "last_name": "surname",
        "date_of_birth": {"column": "birth_dt", "format": "%Y%m%d"}, "sex": "gender_cd",
        "address": ["addr_line1", "addr_line2"], "town": "addr_town", "postcode": "addr_postcode",
        "identifiers": {"nhs_number": "nhs"},
    }),
    "police": ("police.csv", {
        "record_id": "nominal", "full_name": "name", "date_of_birth": {"column": "dob", "format": "%d %b %Y"},
        "sex": "sex", "address": ["address"], "postcode": "postcode",
    }),
}  # fmt: skip


def make(folder: Path, *, rows: int, seed: int = 1) -> Path:
    """Write the set with exactly ``rows`` records."""
    database = _world(rows, seed)
    writer = SetWriter(database, folder)
    for table, (file_name, entry) in FILES.items():
        writer.add(table, file_name, entry)
    return writer.finish()


def make_increment(folder: Path, *, rows: int, new: int, seed: int = 1) -> tuple[Path, Path]:
    """Write ``rows`` records as two sets: folder/old, and folder/new with ``new`` of them."""
    database = _world(rows, seed)
    made = []
    for name, chosen in (("old", ">="), ("new", "<")):
        writer = SetWriter(database, folder / name)
        for table, (file_name, entry) in FILES.items():
            database.execute(f"create or replace view part as from {table} where _order % {rows} {chosen} {new}")
            writer.add("part", file_name if name == "old" else f"new_{file_name}", entry)
        made.append(writer.finish())
    return made[0], made[1]


def _world(rows: int, seed: int) -> duckdb.DuckDBPyConnection:
    """Return a database that has the five tables to write."""
    database = make_world(seed, int(rows / 1.84), MIX, places.british, communal=0.01)
    communal = database.execute("select communal_from from world").fetchall()[0][0]
    words = {"seed": seed, "rows": rows, "truth": _TRUTH, "communal_from": communal}
    for name in (
        "many_files/ways.sql",
        "many_files/seen.sql",
        "full.sql",
        *(f"many_files/{table}.sql" for table in FILES),
    ):
        database.execute(read_sql(name, words))
    return database
