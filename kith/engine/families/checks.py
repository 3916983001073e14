"""Counts dwellings, households and families, and what among them is improbable."""

from __future__ import annotations

from typing import Any

from kith.engine.store import Database, run_sql

HERE = "kith.engine.families"
MOST_MEMBERS = 25  # a family of more is read by a person before anyone relies on it


def check_families(database: Database) -> dict[str, Any]:
    """Return the counts of the report."""
    run_sql(database, HERE, "report", most_members=MOST_MEMBERS)
    report: dict[str, Any] = {"members_per_family": {}, "household_status": {}}
    for what, name, count in database.execute("from kin.report").fetchall():
        if name is None:
            report[what] = count
        else:
            report[what][name] = count
    return report
