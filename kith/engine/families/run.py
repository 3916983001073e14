"""Finds dwellings, who lives where, who is bound to whom, and so the families: never from a shared address alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from kith.engine.families.checks import check_families
from kith.engine.refs import give_refs, keep_refs, open_giving
from kith.engine.store import Run, run_sql
from kith.engine.tables import FAMILIES

HERE = "kith.engine.families"
STEPS = ("dwellings", "residence", "households", "relations", "bonds", "seeds", "members")


def find_families(run: Run, as_at: date, *, previous: Path | None = None) -> dict[str, Any]:
    """Fill ``families.*`` as things stand on ``as_at``; ``previous`` is the last run's folder. Return the report."""
    database = run.database
    database.execute("create schema if not exists kin")
    for table in FAMILIES.values():
        run.make_table(table.name)
    for step in STEPS:
        run_sql(database, HERE, step, as_at=as_at)
    open_giving(database, "family", previous)
    run_sql(database, HERE, "giving")
    give_refs(database, "family")
    run_sql(database, HERE, "family_member")
    changes = keep_refs(database, "family", run.folder)
    report = check_families(database) | {"refs": changes}
    database.execute("drop schema kin cascade")
    return report
