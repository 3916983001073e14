"""Keeps what linkage knew, in parts that are only added to, and opens it again to go on from.

``state`` holds the records as compared, their keys, what each pair said, who was whom, and the model. A later increment
links the earlier parts and adds its own; a full linkage begins anew.
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

from kith.engine.linkage.model import Model, read_model, write_model
from kith.engine.store import Database, quoted

HERE = "kith.engine.linkage"
PARTS = ("record", "key", "edge", "used", "home")  # one file for each increment
WHOLE = ("label", "share", "namesakes", "key_limit", "never_there", "twice")  # one file, written again
SEEN, MODEL = "seen.json", "model.json"


def keep_state(
    database: Database, folder: Path, model: Model, seen: dict[str, float], *, previous: Path | None
) -> None:
    """Write what the next increment must know into ``folder``, beside the parts of ``previous``."""
    folder.mkdir(parents=True, exist_ok=True)
    made = {
        "record": "from linking.new_record",
        "key": "select key.* from linking.block_key as key semi join linking.new_record using (n)",
        "edge": "from linking.edge",
        "home": "from addresses.met_first",
        "label": "from linking.whose",
        "share": "from linking.share",
        "namesakes": "from linking.namesakes",
        "key_limit": "from linking.key_limit",
        "never_there": "from linking.never_there",
        "twice": "from linking.twice",
        "used": "from linking.new_ref",
    }
    earlier = [part for name in PARTS for part in sorted(previous.glob(f"{name}-*.parquet"))] if previous else []
    for part in earlier:
        _bring_along(part, folder / part.name)
    number = 1 + max((int(part.stem.split("-")[1]) for part in earlier), default=0)
    for name in PARTS:
        _write(database, made[name], folder / f"{name}-{number:05d}.parquet")
    for name in WHOLE:
        _write(database, made[name], folder / f"{name}.parquet")
    write_model(model, folder / MODEL)
    (folder / SEEN).write_text(json.dumps(seen), encoding="utf-8")


def open_state(database: Database, previous: Path) -> tuple[Model, dict[str, float]]:
    """Show what ``keep_state`` wrote as ``linking.known_*``; return the model and the shares seen."""
    for name in PARTS[:-1]:
        database.execute(
            f"create or replace view linking.known_{name} as"
            f" from read_parquet({quoted(previous / name)} || '-*.parquet')"
        )
    for name in WHOLE:
        database.execute(
            f"create or replace view linking.known_{name} as from read_parquet({quoted(previous / f'{name}.parquet')})"
        )
    for name in WHOLE[1:]:
        database.execute(f"create or replace table linking.{name} as from linking.known_{name}")
    seen = json.loads((previous / SEEN).read_text(encoding="utf-8"))
    database.execute("create or replace table linking.how_common (what VARCHAR, share DOUBLE)")
    database.executemany("insert into linking.how_common values ($1, $2)", list(seen.items()))
    return read_model(previous / MODEL), seen


def open_homes(database: Database, previous: Path) -> None:
    """Show the dwellings met before as ``linking.known_home``, so that one met again keeps its number."""
    database.execute(
        f"create or replace view linking.known_home as from read_parquet({quoted(previous / 'home')} || '-*.parquet')"
    )


def _write(database: Database, query: str, file: Path) -> None:
    database.execute(f"copy ({query}) to {quoted(file)} (format parquet, compression snappy)")


def _bring_along(part: Path, to: Path) -> None:
    """Link the file where the disk allows it; it is never changed."""
    try:
        os.link(part, to)
    except OSError:
        shutil.copyfile(part, to)
