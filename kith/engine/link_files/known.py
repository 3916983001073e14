"""What an earlier kith link knew: which of the records given now are new, changed, or the same again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from kith.engine.store import Database, DatabaseError, quoted, run_sql
from kith.vocabulary.errors import KithError

HERE = "kith.engine.link_files"
STATE, RECORDS, ABOUT = "state", "records.parquet", "about.json"
FORM = 1  # of the state's files; a later form says how it reads an earlier one


class NoPrevious(KithError):
    """The folder named with --previous is not one that this version of kith link made."""

    code = "K512"


@dataclass(frozen=True)
class KnownAgain:
    """How the records given now stand to those known before."""

    known: int
    same: int
    changed: int


def open_known(database: Database, previous: Path | None) -> KnownAgain | None:
    """Make ``linking.known`` and leave in ``linking.raw`` only what is new or changed, numbered on from before.

    ``linking.replaced`` (n) holds the earlier records that a changed one stands for now.
    """
    run_sql(database, HERE, "content")
    if previous is None:
        database.execute("create or replace table linking.replaced (n BIGINT)")
        return None
    records = _require_state(previous)
    try:
        database.execute(f"create or replace view linking.known as from read_parquet({quoted(records)})")
        known, last = database.execute("select count(*), coalesce(max(n), 0) from linking.known").fetchall()[0]
    except DatabaseError:
        raise _no_previous(previous, "its state is damaged") from None
    database.execute(f"set variable last_known = {last}")
    run_sql(database, HERE, "known_again")
    same, changed = database.execute("select count(n), count(*) - count(n) from linking.known_again").fetchall()[0]
    return KnownAgain(known, same, changed)


def name_as_before(database: Database, previous: Path) -> None:
    """Fill ``linking.earlier`` (n, person_ref, household_ref): what the records in ``linking.raw`` were called."""
    database.execute(f"create or replace view linking.known as from read_parquet({quoted(_require_state(previous))})")
    run_sql(database, HERE, "earlier")


def write_about(folder: Path) -> None:
    """Write what a later version must know to read the state."""
    (folder / STATE / ABOUT).write_text(json.dumps({"form": FORM}), encoding="utf-8")


def _require_state(previous: Path) -> Path:
    about = previous / STATE / ABOUT
    if not about.is_file() or not (previous / STATE / RECORDS).is_file():
        raise _no_previous(previous, "it has no state of an earlier kith link")
    try:
        form = json.loads(about.read_text(encoding="utf-8"))["form"]
    except (ValueError, KeyError, TypeError):
        raise _no_previous(previous, "its state is damaged") from None
    if form != FORM:
        raise _no_previous(previous, "another version of Kith made it")
    return previous / STATE / RECORDS


def _no_previous(previous: Path, why: str) -> NoPrevious:
    return NoPrevious(
        f"{previous} cannot be gone on from: {why}.",
        not_done="Nothing was linked, and nothing was written.",
        mend="Name the --out folder of the last kith link, whole; or link all files anew without --previous.",
    )
