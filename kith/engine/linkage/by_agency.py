"""Says by agency how many records came to belong to somebody else since the run before: counts, and nobody's name."""

from __future__ import annotations

from pathlib import Path

from kith.engine.store import Database, quoted, run_sql

HERE = "kith.engine.linkage"


def changes_by_agency(database: Database, file: Path) -> dict[str, dict[str, int]]:
    """Return for each agency its records, and how many are new, kept, merged and split; write them to ``file`` too."""
    run_sql(database, HERE, "by_agency")
    file.parent.mkdir(parents=True, exist_ok=True)
    database.execute(f"copy linking.by_agency to {quoted(file)} (header)")
    found = database.execute("from linking.by_agency")
    names = [column[0] for column in found.description[1:]]
    return {agency: dict(zip(names, counts, strict=True)) for agency, *counts in found.fetchall()}
