"""Make an example council: an invented world, its agencies' extracts, and the truth to mark them against."""

from __future__ import annotations

import errno
import json
import shutil
from datetime import date
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from kith.engine.progress import Progress
from kith.engine.store import Database, DatabaseError, open_database, quoted, run_sql, write_parquet
from kith.engine.synthetic.decisions import write_decisions
from kith.engine.synthetic.plant import plant
from kith.engine.synthetic.truth import TRUTH
from kith.engine.synthetic.users import write_users
from kith.engine.synthetic.write import sources_to_write, write_source
from kith.vocabulary.errors import KithError

FEWEST, MOST = 2_000, 760_000
BYTES_PER_PERSON = 3_000  # measured at 760,000: 950 kept, the rest is working space and margin

_HERE = "kith.engine.synthetic"
_WORLD = (
    *("places", "dwellings", "households", "people", "bonds", "surnames"),
    *("surnames_pass",) * 4,  # great-grandparents to children: one pass a generation
    *("identity", "moves", "shelter", "relations", "agencies", "need"),
)
_LIVES = ("schooling", "front_door", "early_help", "police", "youth_justice", "housing", "health", "benefits", "hubs")
_POOLS = {"forename": "forenames", "surname": "surnames", "street_name": "streets", "town_name": "towns"}


class ExampleSizeError(KithError):
    """The number of people is outside what the invented county can hold."""

    code = "K501"


class ExampleFolderError(KithError):
    """The folder holds something that is not an example council."""

    code = "K502"


class ExampleDiskError(KithError):
    """The disk is, or became, too full."""

    code = "K503"


def make_council(
    people: int, seed: int, out: Path, *, as_at: date, progress: Progress, sources: tuple[str, ...] | None = None
) -> Path:
    """Make the council in ``out`` and return it. It appears whole or not at all; an older example there is replaced.

    ``sources`` names the extracts to write; all of them if None.
    """
    out = out.absolute()
    _refuse_what_cannot_work(people, out)
    making = out.with_name(f".{out.name}.making")
    shutil.rmtree(making, ignore_errors=True)
    try:
        making.mkdir(parents=True)
        _make(people, seed, making, as_at, progress, sources)
        shutil.rmtree(out, ignore_errors=True)
        making.rename(out)
    except (OSError, DatabaseError) as error:
        if _is_full(error):
            raise _disk_error() from error
        raise
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return out


def _make(
    people: int, seed: int, folder: Path, as_at: date, progress: Progress, sources: tuple[str, ...] | None
) -> None:
    about = about_council(people, seed, as_at)
    database = open_database(spill=folder / "spill")
    try:
        make_world(database, people, seed, as_at, progress)
        _write_extracts(database, sources or tuple(sources_to_write()), folder / "extracts", as_at, progress)
        _write_truth(database, folder / "truth")
        write_users(database, folder / about["users"])
        write_decisions(database, folder / about["decisions"])
        agencies = "select agency_id, kind, name from truth.agency order by 1"
        database.execute(f"copy ({agencies}) to {quoted(folder / about['agencies'])} (header)")
    finally:
        database.close()
        shutil.rmtree(folder / "spill", ignore_errors=True)
    (folder / "council.json").write_text(json.dumps(about, indent=2) + "\n", encoding="utf-8")


def about_council(people: int, seed: int, as_at: date) -> dict[str, Any]:
    """Return what ``council.json`` says: by it a council is known again, and its lists are found."""
    about = {"name": "Wexmoor", "as_at": as_at.isoformat(), "people": people, "seed": seed, "invented": True}
    return {**about, "agencies": "agencies.csv", "users": "users.csv", "decisions": "decisions.json"}


def make_world(database: Database, people: int, seed: int, as_at: date, progress: Progress) -> None:
    """Fill the truth tables of ``truth.py`` in ``database``."""
    progress.start("Inventing the county", len(_WORLD) + len(_LIVES) + 2)
    for name, value in (("seed", str(seed)), ("people", str(people)), ("as_at", f"date '{as_at.isoformat()}'")):
        database.execute(f"set variable {name} = {value}")
    for name in ("noise", "draws"):
        run_sql(database, _HERE, name)
    for table in TRUTH.values():
        database.execute(table.ddl())
    load_names(database)
    for name in _WORLD:
        run_sql(database, _HERE, name)
        progress.advance()
    for name in _LIVES:
        run_sql(database, f"{_HERE}.lives", name)
        progress.advance()
    run_sql(database, _HERE, "events")
    plant(database, as_at)
    run_sql(database, _HERE, "homes")
    progress.advance(2)
    # Only the truth is needed from here on; what it was made from would crowd the memory.
    for schema in ("work", "planted"):
        database.execute(f"drop schema {schema} cascade")
    progress.done(f"{people:,} people of Wexmoor")


def load_names(database: Database) -> None:
    """Read the pools of names and lay each out in slots, so that a common name has many."""
    for table, name in _POOLS.items():
        with as_file(files(f"{_HERE}.names") / f"{name}.csv") as path:
            read = f"read_csv({quoted(path)}, header = true, all_varchar = true)"
            database.execute(f"create or replace table work.{table} as select * from {read}")
    run_sql(database, _HERE, "names")


def _write_extracts(
    database: Database, sources: tuple[str, ...], folder: Path, as_at: date, progress: Progress
) -> None:
    folder.mkdir()
    progress.start("Writing the agencies' extracts", len(sources))
    for source in sources:
        write_source(database, source, folder, as_at)
        progress.advance()
    progress.done(f"{len(sources)} agencies' extracts")


def _write_truth(database: Database, folder: Path) -> None:
    for name in TRUTH:
        # The answer key is filled by each extract in turn; the other tables were filled in order.
        order = " order by all" if name == "record" else ""
        write_parquet(database, f"from truth.{name}{order}", folder / f"{name}.parquet")


def _refuse_what_cannot_work(people: int, out: Path) -> None:
    if not FEWEST <= people <= MOST:
        raise ExampleSizeError(
            f"An example council has {FEWEST:,} to {MOST:,} people; {people:,} were asked for.",
            not_done="Nothing was made.",
            mend="Ask again with --people in that range.",
        )
    if out.exists() and not (out.is_dir() and (not any(out.iterdir()) or _is_example(out))):
        raise ExampleFolderError(
            f"The folder {out.name} holds something that is not an example council.",
            not_done="Nothing was made, and nothing in the folder was touched.",
            mend="Name another folder with --out, or empty this one yourself.",
        )
    if shutil.disk_usage(_nearest_folder(out)).free < people * BYTES_PER_PERSON:
        raise _disk_error()


def _is_example(folder: Path) -> bool:
    try:
        return json.loads((folder / "council.json").read_text(encoding="utf-8")).get("invented") is True
    except (OSError, ValueError, AttributeError):
        return False


def _nearest_folder(path: Path) -> Path:
    return path if path.exists() else _nearest_folder(path.parent)


def _is_full(error: Exception) -> bool:
    return getattr(error, "errno", None) == errno.ENOSPC or "No space left" in str(error)


def _disk_error() -> ExampleDiskError:
    return ExampleDiskError(
        "The disk has too little room for an example council of this size.",
        not_done="Nothing was kept of it.",
        mend="Free some room, name a folder on another disk with --out, or ask for fewer --people.",
    )
