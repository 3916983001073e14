"""One run on disk, and the only door to DuckDB.

A runs folder holds ``ledger.json`` (what has landed), ``deliveries/`` (each landed file, kept as it came, with its rows
and report) and ``runs/`` (one folder per run, never changed after ``manifest.json`` is written).
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb

from kith.engine.tables import TABLES

Database = duckdb.DuckDBPyConnection
DatabaseError = duckdb.Error

MEMORY = os.environ.get("KITH_ENGINE_MEMORY", "3GB")
THREADS = int(os.environ.get("KITH_ENGINE_THREADS", "2"))


def open_database(file: Path | None = None, *, spill: Path | None = None, memory: str = MEMORY) -> Database:
    """Open DuckDB on ``file`` (in memory if None) with the engine's limits; ``spill`` is where it may overflow."""
    database = duckdb.connect(str(file) if file else ":memory:")
    database.execute(f"set memory_limit = '{memory}'")
    database.execute(f"set threads = {THREADS}")
    database.execute("set enable_progress_bar = false")
    database.execute("set autoinstall_known_extensions = false")
    database.execute("set autoload_known_extensions = false")
    if spill:
        database.execute(f"set temp_directory = {quoted(spill)}")
    return database


def quoted(text: object) -> str:
    """Return ``text`` (a path, a code) as SQL writes it, for the places where DuckDB takes no parameter."""
    return "'" + str(text).replace("'", "''") + "'"


def sql_text(package: str, name: str) -> str:
    """Return the text of ``name``.sql in ``package``."""
    return (files(package) / f"{name}.sql").read_text(encoding="utf-8")


def run_sql(database: Database, package: str, name: str, **parameters: object) -> None:
    """Run every statement of ``name``.sql in ``package``; ``$parameters`` reach the statements that name them."""
    for statement in database.extract_statements(sql_text(package, name)):
        named = {key: value for key, value in parameters.items() if key in statement.named_parameters}
        database.execute(statement, named or None)


def write_parquet(database: Database, query: str, file: Path) -> None:
    """Write what ``query`` gives as a Parquet file; the folder is made if there is none."""
    file.parent.mkdir(parents=True, exist_ok=True)
    database.execute(f"copy ({query}) to {quoted(file)} (format parquet, compression zstd)")


@dataclass(frozen=True)
class Apart:
    """Two identities that are never one person, by their records; ``one`` is the earlier of someone with a new one."""

    one: tuple[str, ...]
    other: tuple[str, ...]
    is_new_identity: bool = False  # else two people who were once taken for one
    other_ref: str = ""  # the reference that ``other`` was given when they were taken apart


@dataclass(frozen=True)
class Reviewed:
    """What reviewers came to say of two records: SAME, NOT_SAME or CANNOT_TELL; asked at random or for doubt."""

    one: str
    other: str
    answer: str
    is_sample: bool = False


@dataclass(frozen=True)
class SaidOfBond:
    """What a worker said of a bond, by the records of both ends: WRONG, MISSING or ENDED, and since which day."""

    from_records: tuple[str, ...]
    kind: str
    to_records: tuple[str, ...]
    decision: str
    said_on: date


@dataclass(frozen=True)
class SaidOfHome:
    """That a worker said of somebody, by their records, that they live at a place no longer; and on which day."""

    records: tuple[str, ...]
    dwelling_id: str
    left_on: date
    said_on: date


@dataclass(frozen=True)
class Decided:
    """What people decided and every run obeys, as agencies' records ("source:local id"), which outlive references."""

    erased: frozenset[str] = frozenset()  # records of people who were erased
    erased_facts: frozenset[str] = frozenset()  # single facts whose time had come
    apart: tuple[Apart, ...] = ()
    in_view: tuple[tuple[str, date], ...] = ()  # whoever was brought into view, and until when
    reviewed: tuple[Reviewed, ...] = ()
    bonds: tuple[SaidOfBond, ...] = ()  # what workers said of who is whose
    homes: tuple[SaidOfHome, ...] = ()  # what workers said of who lives where no longer
    shielded: frozenset[str] = frozenset()  # records of people whom somebody hid on a page


@dataclass(frozen=True)
class RunsFolder:
    """Where deliveries and runs are kept on disk."""

    root: Path

    @property
    def ledger(self) -> Path:
        """The file that remembers what has landed."""
        return self.root / "ledger.json"

    @property
    def agreements(self) -> Path:
        """The sharing agreements that landing obeys, where they were handed over."""
        return self.root / "agreements.json"

    def key(self) -> bytes:
        """Return the secret that refs and hashes are made with; made once, readable by the owner alone."""
        path = self.root / "key"
        if not path.exists():
            self.root.mkdir(parents=True, exist_ok=True)
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(secrets.token_hex(32))
        return bytes.fromhex(path.read_text(encoding="ascii").strip())

    @property
    def forgotten(self) -> Path:
        """The ledger of what was removed because its time was over: a line for each, never changed."""
        return self.root / "forgotten.jsonl"

    def has_key(self) -> bool:
        """Answer whether anything was ever run here: asking for the key makes one."""
        return (self.root / "key").exists()

    @property
    def own_extracts(self) -> Path:
        """What Kith itself hands to the next run as a source of its own: whom workers wrote down."""
        return self.root / "register"

    def delivery(self, delivery_id: str) -> Path:
        """The folder of one delivery."""
        return self.root / "deliveries" / delivery_id

    def run(self, run_id: str) -> Path:
        """The folder of one run."""
        return self.root / "runs" / run_id

    def run_ids(self) -> list[str]:
        """Ids of the finished runs, oldest first; a run without a manifest did not finish."""
        return sorted(path.parent.name for path in (self.root / "runs").glob("*/manifest.json"))

    def linkage(self, run_id: str) -> Path:
        """What the linkage of one run left for the next to go on from; only the newest sound run's is kept."""
        return self.root / "linkage" / run_id

    def newest(self) -> Path | None:
        """The folder of the newest finished run, if there is any."""
        finished = self.run_ids()
        return self.run(finished[-1]) if finished else None

    def decided(self) -> Decided:
        """What people decided, as the last hand-over told it."""
        told = ("erasures", "apart", "in_view", "matches", "bonds", "homes", "shields")
        erased, apart, view, matches, bonds, homes, shields = (_told(self.root / f"{name}.json") for name in told)
        return Decided(
            erased=frozenset(erased.get("records", [])),
            erased_facts=frozenset(erased.get("facts", [])),
            apart=tuple(
                Apart(
                    tuple(one["one"]),
                    tuple(one["other"]),
                    is_new_identity=one["reason"] != "MISTAKEN",
                    other_ref=one.get("other_ref", ""),
                )
                for one in (*apart.get("apart", []), *matches.get("taken_apart", []))
            ),
            in_view=tuple((one["record"], date.fromisoformat(one["until"])) for one in view.get("records", [])),
            reviewed=tuple(Reviewed(**one) for one in matches.get("reviewed", [])),
            bonds=tuple(
                SaidOfBond(
                    tuple(one["from"]),
                    one["kind"],
                    tuple(one["to"]),
                    one["decision"],
                    date.fromisoformat(one["said_on"]),
                )
                for one in bonds.get("bonds", [])
            ),
            homes=tuple(
                SaidOfHome(
                    tuple(one["records"]),
                    one["dwelling_id"],
                    date.fromisoformat(one["left_on"]),
                    date.fromisoformat(one["said_on"]),
                )
                for one in homes.get("homes", [])
            ),
            shielded=frozenset(shields.get("records", [])),
        )


@dataclass
class Run:
    """One engine execution: its id, its folder, and the database that its stages meet in."""

    run_id: str
    folder: Path
    database: Database

    @classmethod
    def begin(cls, runs: RunsFolder, run_id: str) -> Run:
        """Make the run's folder and its working database, with every schema of ``tables.py`` ready."""
        folder = runs.run(run_id)
        folder.mkdir(parents=True)
        database = open_database(folder / "work.duckdb", spill=folder / "spill")
        for schema in sorted({table.schema for table in TABLES.values()}):
            database.execute(f"create schema {schema}")
        return cls(run_id, folder, database)

    def make_table(self, name: str) -> None:
        """Create ``name`` of ``tables.py``, empty."""
        self.database.execute(TABLES[name].ddl())

    def published_file(self, short_name: str) -> Path:
        """The Parquet file of one published table."""
        return self.folder / "published" / f"{short_name}.parquet"

    def kept_file(self, name: str) -> Path:
        """The Parquet file of a stage's table (``linked.pair``): kept, so that a row can be followed later."""
        schema, short_name = name.split(".")
        return self.folder / "stages" / schema / f"{short_name}.parquet"

    def keep(self) -> None:
        """Write every table that the stages before publishing made; people not in view are found again only here."""
        made = self.database.execute("select schema_name || '.' || table_name from duckdb_tables()").fetchall()
        for name in sorted(TABLES.keys() & {row[0] for row in made}):
            if TABLES[name].schema != "published":
                write_parquet(self.database, f"from {name}", self.kept_file(name))

    def finish(self) -> None:
        """Close the working database and remove what only the stages needed."""
        self.database.close()
        (self.folder / "work.duckdb").unlink(missing_ok=True)
        shutil.rmtree(self.folder / "spill", ignore_errors=True)


def _told(file: Path) -> dict[str, Any]:
    return dict(json.loads(file.read_text(encoding="utf-8"))) if file.exists() else {}


@contextmanager
def new_run(runs: RunsFolder, as_at: date) -> Iterator[Run]:
    """Open the next run's folder; whatever goes wrong, no half-made run is left behind."""
    _sweep(runs)
    number = max((int(run_id.split("-")[0]) for run_id in runs.run_ids()), default=0) + 1
    run = Run.begin(runs, f"{number:05d}-{as_at.isoformat()}")
    try:
        yield run
    except BaseException:
        run.database.close()
        shutil.rmtree(run.folder, ignore_errors=True)
        raise
    run.finish()


def _sweep(runs: RunsFolder) -> None:
    """Remove folders of runs that never finished, and of linking alone: a run without a manifest is nobody's."""
    for half in (runs.root / "runs").glob("*"):
        if half.is_dir() and not (half / "manifest.json").exists():
            shutil.rmtree(half)
