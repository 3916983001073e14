"""Puts invented people and their two years into DuckDB: the tables that every file of a set is drawn from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

from bench.linkage import names
from bench.linkage.lives import Lives, let_time_pass
from bench.linkage.population import People, make_people

START = "date '2022-01-01'"
_HERE = Path(__file__).parent


def make_world(
    seed: int,
    count: int,
    mix: Mapping[str, float],
    places: Callable[[np.random.Generator, int, int], Mapping[str, object]],
    *,
    noise: float = 1.0,
    communal: float = 0.04,
) -> duckdb.DuckDBPyConnection:
    """Return a database with person, stay, home, surname_at, dwelling and the macros of noise.sql."""
    random = np.random.default_rng(seed)
    people = make_people(random, count, mix, communal)
    lives = let_time_pass(random, people)
    database = open_with_macros(seed, noise)
    for name, columns in (("stay", lives.stays), ("home", lives.homes), ("surname_at", lives.surnames)):
        _keep(database, name, columns)
    _keep(database, "dwelling", places(random, lives.dwellings, lives.communal_from))
    _keep(database, "spelling", _spellings())
    _keep(database, "born_person", _columns(random, people, lives))
    _keep(database, "world", {"communal_from": [lives.communal_from]})
    database.execute((_HERE / "world.sql").read_text(encoding="utf-8").replace("{start}", START))
    return database


def open_with_macros(seed: int, noise: float) -> duckdb.DuckDBPyConnection:
    """Return an empty database that has the macros of noise.sql; two threads, as the bench has."""
    database = duckdb.connect(config={"threads": 2})
    macros = (_HERE / "noise.sql").read_text(encoding="utf-8")
    database.execute(macros.format(seed=seed, noise=noise))
    return database


def read_sql(name: str, words: Mapping[str, object]) -> str:
    """Return a file of SQL with its words in braces filled in."""
    text = (_HERE / name).read_text(encoding="utf-8")
    for word, value in words.items():
        text = text.replace("{" + word + "}", str(value))
    return text


def _keep(database: duckdb.DuckDBPyConnection, name: str, columns: Mapping[str, object]) -> None:
    arrays = {key: pa.array(value) for key, value in columns.items()}
    # A column that nobody has is a text, not a column without a type.
    came = pa.table({key: one.cast(pa.string()) if pa.types.is_null(one.type) else one for key, one in arrays.items()})
    database.register("came", came)
    database.execute(f"create or replace table {name} as from came")
    database.unregister("came")


def _spellings() -> dict[str, list[str]]:
    kind, name, form = zip(*names.spellings(), strict=True)
    return {"kind": list(kind), "name": list(name), "form": list(form)}


def _columns(random: np.random.Generator, people: People, lives: Lives) -> dict[str, object]:
    """A person's columns; their number is nine digits beginning 9, which no real one does."""
    count = len(people)
    number = random.choice(99_999_999, count, replace=False) if count < 5_000_000 else np.arange(count)
    english = names.load("chinese").western
    return {
        "person": np.arange(count), "household": people.household, "role": people.role, "sex": people.sex,
        "culture": people.culture, "age": people.age, "mother": people.mother, "father": people.father,
        "forename": people.forename, "middle": people.middle, "birth_surname": people.surname,
        "second_surname": people.second_surname, "suffix": people.suffix, "died": lives.died,
        "number": 900_000_000 + number, "western": english[number % len(english)],
    }  # fmt: skip
