"""Plant the families that the documents speak of: rows of ``planted/*.csv``, their days shifted to the as-at day."""

from __future__ import annotations

from datetime import date
from importlib.resources import as_file, files

from kith.engine.store import Database, quoted, run_sql

PLANTED_AS_AT = date(2026, 11, 20)
_HERE = "kith.engine.synthetic"
_TABLES = (
    *("dwelling", "person", "residence", "relation", "family", "family_member", "worker", "involvement", "event"),
    *("schooling", "tenancy", "claim", "claim_child"),
)


def plant(database: Database, as_at: date) -> None:
    """Add the planted families; they stand outside every draw, so they are the same for every seed and size."""
    database.execute("create schema if not exists planted")
    for name in _TABLES:
        with as_file(files(f"{_HERE}.planted") / f"{name}.csv") as path:
            database.execute(
                f"create or replace table planted.{name} as select * from read_csv({quoted(path)}, header = true)"
            )
    database.execute(f"set variable shift = {(as_at - PLANTED_AS_AT).days}")
    run_sql(database, _HERE, "plant")
