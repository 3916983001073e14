"""Counts what would change on the pages if one run were made live in place of another; nobody is named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kith.engine.store import Database, DatabaseError, open_database, quoted, run_sql
from kith.vocabulary.errors import KithError

HERE = "kith.engine.difference"
TABLES = ("person", "family", "family_member", "involvement", "fact", "agency")


class CannotCompare(KithError):
    """One of two runs is not there whole, so that they cannot be compared."""

    code = "K236"


def compare(before: Path, now: Path) -> dict[str, Any]:
    """Return the counts of what the run in ``now`` has otherwise than the one in ``before``."""
    database = open_database()
    try:
        for side, folder in (("before", before), ("now", now)):
            _show(database, side, folder)
        database.execute("create schema difference")
        for step in ("people", "families", "agencies"):
            run_sql(database, HERE, step)
        return {
            "from": before.name,
            "people": _rows(database, "people")[0],
            "families": _rows(database, "families")[0],
            "agencies": _rows(database, "agencies"),
        }
    finally:
        database.close()


def _show(database: Database, side: str, folder: Path) -> None:
    """Show the published tables of a run, and who had which reference, as views of its ``side``."""
    files = {name: folder / "published" / f"{name}.parquet" for name in TABLES}
    files["refs"] = folder / "refs" / "person.parquet"
    try:
        for name, file in files.items():
            database.execute(f"create view {side}_{name} as from read_parquet({quoted(file)})")
    except DatabaseError:
        raise CannotCompare(
            f"Run {folder.name} is not there whole: a table of it is missing or cannot be read.",
            not_done="Nothing was compared; no run was changed.",
            mend="Name two finished runs by their ids or folders; a run that was forgotten is gone for good.",
        ) from None


def _rows(database: Database, table: str) -> list[dict[str, Any]]:
    found = database.execute(f"from difference.{table}")
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
