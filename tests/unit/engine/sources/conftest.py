"""Lands a source's files and runs its clean.sql, so that a test can ask what came of a row."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import pytest

from kith.engine.delivery import Delivery
from kith.engine.landing.land import land_folder
from kith.engine.sources import load_sources
from kith.engine.standardise.run import standardise
from kith.engine.store import Run, RunsFolder
from kith.engine.tables import STANDARD


@dataclass(frozen=True)
class Filled:
    """What a source's files became: their deliveries, and the standard tables."""

    deliveries: list[Delivery]
    run: Run

    def rows(self, query: str) -> list[tuple[object, ...]]:
        """Return the rows of ``query``, which may name ``standard`` tables."""
        return self.run.database.execute(query).fetchall()

    def one(self, query: str) -> object:
        """Return the one value of the one row of ``query``."""
        ((value,),) = self.rows(query)
        return value

    def filled(self) -> set[str]:
        """Return the standard tables that hold a row."""
        tables = [name for (name,) in self.rows(
            "select table_name from duckdb_tables() where schema_name = 'standard' and table_name <> 'note'"
        )]  # fmt: skip
        return {table for table in tables if self.one(f"select count(*) from standard.{table}")}


Fill = Callable[..., Filled]


@pytest.fixture
def fill(tmp_path: Path) -> Iterator[Fill]:
    """Return a function that lands ``paths`` (the source's own sample if none) as ``source`` and standardises them."""
    runs = RunsFolder(tmp_path / "runs")
    opened: list[Run] = []

    def fill_source(source: str, *paths: Path) -> Filled:
        folder = tmp_path / "extracts" / source
        with as_file(files("kith.engine.sources") / source / "sample") as sample:
            if not paths:
                shutil.copytree(sample, folder)
        folder.mkdir(parents=True, exist_ok=True)
        for path in paths:
            shutil.copy(path, folder / path.name)
        deliveries = land_folder(tmp_path / "extracts", runs)
        opened.append(Run.begin(runs, f"test-{len(opened)}"))
        standardise(opened[-1], load_sources(), [one for one in deliveries if one.is_landed])
        return Filled(deliveries, opened[-1])

    yield fill_source
    for run in opened:
        run.finish()


Row = dict[str, Any]


@dataclass(frozen=True)
class Sample:
    """What a source's own sample became: its deliveries, and the rows of each standard table."""

    deliveries: list[Delivery]
    tables: dict[str, list[Row]]

    def about(self, table: str, **values: Any) -> list[Row]:
        """Return the rows of ``table`` that hold ``values``."""
        return [row for row in self.tables[table] if all(row[name] == value for name, value in values.items())]

    def one(self, table: str, **values: Any) -> Row:
        """Return the only row of ``table`` that holds ``values``."""
        (row,) = self.about(table, **values)
        return row


@pytest.fixture(scope="session")
def sample_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Sample]:
    """Return a function that gives the sample of a source as rows, table by table; each is landed once."""
    return cache(lambda name: _read_sample(name, tmp_path_factory.mktemp(name)))


def _read_sample(name: str, work: Path) -> Sample:
    with as_file(files("kith.engine.sources") / name / "sample") as folder:
        shutil.copytree(folder, work / "extracts" / name)
    runs = RunsFolder(work / "runs")
    deliveries = land_folder(work / "extracts", runs)
    run = Run.begin(runs, "test")
    standardise(run, load_sources(), deliveries)
    tables = {table: _read_rows(run, table) for table in (*STANDARD, "note")}
    run.finish()
    return Sample(deliveries, tables)


def _read_rows(run: Run, table: str) -> list[Row]:
    result = run.database.execute(f"select * from standard.{table} order by all")
    names = [column[0] for column in result.description or []]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]
