"""Has what people wrote follow the people: through the merges and splits of every run up to the one that is live.

A run that went live without it, because something stopped in between, is followed when it is made live once more.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from django.db import transaction

from kith.apps.base.changed_by import note_changed_by
from kith.apps.intake.queries import RunRow
from kith.apps.matching.actions.follow import find_followed, follow_merge, follow_split, note_followed, undo_after
from kith.engine.store import RunsFolder

OWNER = "owner"
MERGED = "MERGED"


def follow_changes(run: RunRow, *, by: str) -> None:
    """Move everything to the references of ``run``: on through the runs since the last one followed, or back."""
    last = find_followed()
    if last == run.run_id:
        return
    with transaction.atomic(using=OWNER):
        note_changed_by(OWNER, by=by, action="follow_changes")
        if last > run.run_id:
            undo_after(run.run_id)
        elif last:
            runs = RunsFolder(Path(run.folder).parent.parent)
            known = runs.run_ids()
            for before, run_id in zip(["", *known], known, strict=False):
                if last < run_id <= run.run_id:
                    _follow_one(runs, run_id, before)
        note_followed(run.run_id)


def _follow_one(runs: RunsFolder, run_id: str, before: str) -> None:
    """Follow one run's merges, each to where most of its records went, and then its splits."""
    file = runs.run(run_id) / "refs" / "person_changes.parquet"
    if not file.exists():
        return
    rows = sorted(pq.read_table(file).to_pylist(), key=lambda row: (-row["members"], row["old_ref"], row["new_ref"]))
    merged: dict[str, str] = {}
    for row in rows:
        if row["cause"] == MERGED:
            merged.setdefault(row["old_ref"], row["new_ref"])
    bore = _records(runs, before, merged)
    for old_ref, new_ref in merged.items():
        follow_merge(run_ref=run_id, old_ref=old_ref, new_ref=new_ref, records=bore.get(old_ref, ()))
    _follow_splits(runs, run_id, [row for row in rows if row["cause"] != MERGED])


def _follow_splits(runs: RunsFolder, run_id: str, rows: list[dict[str, Any]]) -> None:
    bear = _records(runs, run_id, {row["new_ref"]: "" for row in rows})
    for row in rows:
        taken = bear.get(row["new_ref"], set())
        follow_split(run_ref=run_id, old_ref=row["old_ref"], new_ref=row["new_ref"], records=taken)


def _records(runs: RunsFolder, run_id: str, refs: dict[str, str]) -> dict[str, set[str]]:
    """Return the records that bore each reference in a run."""
    file = runs.run(run_id) / "refs" / "person.parquet"
    found: dict[str, set[str]] = {}
    if run_id and refs and file.exists():
        for row in pq.read_table(file, filters=[("ref", "in", sorted(refs))]).to_pylist():
            found.setdefault(row["ref"], set()).add(row["member"])
    return found
