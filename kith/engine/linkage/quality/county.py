"""Measures the linkage of a run: fills what only a run knows, groups and refs, and holds it against the last."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from kith.engine.linkage.model import Model
from kith.engine.linkage.quality.run import measure
from kith.engine.linkage.quality.shape import Quality
from kith.engine.linkage.quality.tripwires import check_quality, read_limits
from kith.engine.manifest import read_manifest
from kith.engine.store import Database, quoted, run_sql

HERE = "kith.engine.linkage"


def measure_run(database: Database, *, threshold: float, model: Model, previous: Path | None) -> dict[str, Any]:
    """Return ``quality`` and ``tripwires`` for the report of the run, once ``linked.record_person`` is filled."""
    limits = read_limits()
    run_sql(database, HERE, "groups")
    _refs(database, previous)
    quality = measure(database, threshold=threshold, model=model, previous=_before(previous))
    return {"quality": quality.as_json(), "tripwires": [asdict(one) for one in check_quality(quality, limits)]}


def _refs(database: Database, previous: Path | None) -> None:
    """Fill ``linking.ref_before`` and ``linking.ref_now``: each record's reference in both runs."""
    before = previous / "stages" / "linked" / "record_person.parquet" if previous else None
    for name, source in (
        ("ref_now", "linked.record_person"),
        ("ref_before", f"read_parquet({quoted(before)})" if before and before.exists() else None),
    ):
        database.execute(f"create or replace table linking.{name} (record_id VARCHAR, ref VARCHAR)")
        if source:
            database.execute(f"insert into linking.{name} select record_id, person_ref from {source}")


def _before(previous: Path | None) -> Quality | None:
    """Return what the run before measured; one of an older Kith, or of linking alone, has nothing to compare with."""
    try:
        return Quality.from_json(read_manifest(previous)["linkage"]["quality"]) if previous else None
    except (OSError, KeyError, TypeError):
        return None
