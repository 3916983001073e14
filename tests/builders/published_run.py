"""Builds a finished run's folder by hand: published tables as Parquet, and the manifest that vouches for them."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from kith.engine.tables import PUBLISHED

ARROW = {
    "VARCHAR": pa.string(),
    "DATE": pa.date32(),
    "BOOLEAN": pa.bool_(),
    "BIGINT": pa.int64(),
    "DOUBLE": pa.float64(),
    "UTINYINT": pa.uint8(),
}
AS_AT = date(2026, 11, 20)

Rows = dict[str, list[dict[str, Any]]]


def write_run(
    folder: Path,
    rows: Rows,
    *,
    run_id: str | None = None,
    failed: tuple[str, ...] = (),
    inputs: dict[str, str | None] | None = None,
    linkage: dict[str, Any] | None = None,
) -> Path:
    """Write ``rows`` (by short table name) as a run; columns that a row leaves out are empty.

    ``inputs`` are the sources it was made from, each with the agreement that covers it; ``linkage`` what it
    measured of its own linkage.
    """
    inputs = inputs or {}
    (folder / "published").mkdir(parents=True)
    counts, hashes = {}, {}
    for name, table in PUBLISHED.items():
        schema = pa.schema([(column.name, ARROW[column.type]) for column in table.columns])
        path = folder / "published" / f"{name}.parquet"
        pq.write_table(pa.Table.from_pylist(rows.get(name, []), schema=schema), path)
        counts[name] = len(rows.get(name, []))
        hashes[name] = hashlib.sha256(path.read_bytes()).hexdigest()
    checks = [{"name": "rows", "passed": True}, *({"name": name, "passed": False} for name in failed)]
    about = {
        "run_id": run_id or folder.name,
        "as_at": AS_AT.isoformat(),
        "published": {name: {"rows": counts[name], "sha256": hashes[name]} for name in PUBLISHED},
        "checks": checks,
        "inputs": [{"source": source, "agreement": ref} for source, ref in inputs.items()],
        "loadable": None not in inputs.values(),
        "linkage": linkage or {},
    }
    (folder / "reports").mkdir()
    (folder / "reports" / "quality.html").write_text("<!doctype html><title>Report</title>", encoding="utf-8")
    (folder / "manifest.json").write_text(json.dumps(about), encoding="utf-8")
    return folder
