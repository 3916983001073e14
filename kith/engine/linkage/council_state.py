"""Keeps what a council's linkage found beside its runs, so that next week compares only what has changed.

One folder for each run that may be gone on from: what each record was as a number (no name among them), who was whom,
what each pair said, the model. It is written under another name and moved into place once the run is finished.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

from kith.engine.files import write_whole
from kith.engine.linkage.model import Model, read_model, write_model
from kith.engine.store import Database, quoted

HERE = "kith.engine.linkage"
ABOUT, MODEL = "about.json", "model.json"
HALF = ".new-"
TABLES = {
    "record": "select fingerprint.*, label from linking.fingerprint join linking.label using (n)",
    "pair": (
        "select compared.*, guarded.* exclude (n_l, n_r), scored_strangers, scored_weight"
        " from linking.compared left join linking.guarded using (n_l, n_r)"
        " left join linking.as_scored using (n_l, n_r)"
    ),
    "human": "from linking.human",
    "share": "from linking.share",
    "namesakes": "from linking.namesakes",
    "key_limit": "from linking.key_limit",
    "never_there": "from linking.never_there",
}
AS_SCORED = "select n_l, n_r, strangers as scored_strangers, weight as scored_weight from linking.scored"
WHOLE = ("share", "namesakes", "key_limit", "never_there")  # taken over as they are


@dataclass(frozen=True)
class Known:
    """What an earlier run's linkage left: its folder, and when everything was last compared with everything."""

    folder: Path
    run_id: str
    whole_on: date
    whole_run: str
    made_with: str
    seen: dict[str, float]
    too_common: dict[str, int]

    @property
    def is_of_this_kith(self) -> bool:
        """Answer whether the rules and the model of linkage are still those that it was made with."""
        return self.made_with == made_with()


def find_known(folder: Path) -> Known | None:
    """Return what is kept in ``folder``; None where nothing whole is."""
    try:
        about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
        whole_on = date.fromisoformat(about["whole_on"])
        known = Known(folder, about["run_id"], whole_on, *(about[name] for name in _REST))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return known if all((folder / f"{name}.parquet").exists() for name in TABLES) else None


_REST = ("whole_run", "made_with", "seen", "too_common")


def open_known(database: Database, known: Known) -> Model:
    """Show what was kept as ``linking.known_*`` and take over how common names are; return the model."""
    for name in TABLES:
        file = known.folder / f"{name}.parquet"
        database.execute(f"create or replace view linking.known_{name} as from read_parquet({quoted(file)})")
    for name in WHOLE:
        database.execute(f"create or replace table linking.{name} as from linking.known_{name}")
    database.execute("create or replace table linking.how_common (what VARCHAR, share DOUBLE)")
    database.executemany("insert into linking.how_common values ($1, $2)", list(known.seen.items()))
    return read_model(known.folder / MODEL)


def keep_known(database: Database, folder: Path, model: Model, about: dict[str, Any]) -> None:
    """Write what the next run must know into ``folder``, which is moved into place by ``settle_known``."""
    half = folder.with_name(HALF + folder.name)
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(parents=True)
    # What holds two apart changes with their relatives: the next run weighs a pair from what its own columns said.
    if not database.execute("select 1 from duckdb_views() where view_name = 'as_scored'").fetchall():
        database.execute(f"create view linking.as_scored as {AS_SCORED}")
    for name, query in TABLES.items():
        file = quoted(half / f"{name}.parquet")
        database.execute(f"copy ({query}) to {file} (format parquet, compression zstd)")
    write_model(model, half / MODEL)
    write_whole(half / ABOUT, about | {"made_with": made_with()})


def settle_known(folder: Path, *, is_sound: bool) -> None:
    """Put what a run has kept in the place of all before it; of a run that failed its checks, drop it."""
    half = folder.with_name(HALF + folder.name)
    if is_sound and half.is_dir():
        shutil.rmtree(folder, ignore_errors=True)
        half.replace(folder)
        for other in folder.parent.iterdir():
            if other != folder:
                shutil.rmtree(other)
    else:
        shutil.rmtree(half, ignore_errors=True)


@cache
def made_with() -> str:
    """Return the hash of linkage's own rules and model, and of the database whose hashes are kept."""
    whole = hashlib.sha256(version("duckdb").encode())
    for file in sorted(files(HERE).iterdir(), key=lambda one: one.name):
        if file.name.endswith((".py", ".sql", ".json", ".csv")):
            whole.update(file.name.encode() + b"\0" + file.read_bytes())
    return whole.hexdigest()
