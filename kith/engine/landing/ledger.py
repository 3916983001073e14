"""Remembers what has landed: one JSON file, written whole or not at all, by one process at a time."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from kith.engine.delivery import Delivery, Outcome
from kith.engine.files import held_alone, write_whole
from kith.engine.store import RunsFolder
from kith.vocabulary.errors import KithError

INCOMING = ".incoming-"


class AnotherIsLanding(KithError):
    """Another process is landing files into the same runs folder."""

    code = "K121"


class LedgerUnreadable(KithError):
    """The ledger exists and cannot be read."""

    code = "K123"


@dataclass
class Ledger:
    """What has landed, by delivery id, in the order in which it landed."""

    runs: RunsFolder
    deliveries: dict[str, Delivery] = field(default_factory=dict)

    def with_hash(self, sha256: str) -> Delivery | None:
        """Return the delivery of the very same bytes, if any."""
        return next((one for one in self.deliveries.values() if one.sha256 == sha256), None)

    def newest(self, source: str, file_name: str) -> Delivery | None:
        """Return the newest delivery that holds rows for the File ``file_name`` of ``source``."""
        return _newest(self.deliveries.values()).get((source, file_name))

    def remember(self, delivery: Delivery) -> None:
        """Add a delivery whose folder is in its place, and write the ledger."""
        self.deliveries[delivery.delivery_id] = delivery
        write_whole(self.runs.ledger, {"deliveries": [as_record(one) for one in self.deliveries.values()]})


@contextmanager
def open_ledger(runs: RunsFolder) -> Iterator[Ledger]:
    """Hold the ledger alone; sweep what a killed process left behind. The lock dies with its process."""
    (runs.root / "deliveries").mkdir(parents=True, exist_ok=True)
    busy = AnotherIsLanding(
        "Another run is landing files into the same folder.",
        not_done="Nothing was landed.",
        mend="Wait until it has finished, and start again; a lock of a process that died frees itself.",
    )
    with held_alone(runs.root / "ledger.lock", busy):
        ledger = Ledger(runs, read_deliveries(runs))
        _sweep(ledger)
        yield ledger


def current_deliveries(runs: RunsFolder) -> list[Delivery]:
    """Return what the next run reads: the newest delivery of each File, its ``rows`` holding only those Files."""
    rows: dict[str, dict[str, Path]] = {}
    deliveries = read_deliveries(runs)
    for (_, file_name), delivery in _newest(deliveries.values()).items():
        rows.setdefault(delivery.delivery_id, {})[file_name] = delivery.rows[file_name]
    return [replace(deliveries[delivery_id], rows=own) for delivery_id, own in sorted(rows.items())]


def read_deliveries(runs: RunsFolder) -> dict[str, Delivery]:
    """Return every delivery that landed, oldest first, also those whose folder has since been deleted."""
    if not runs.ledger.exists():
        return {}
    try:
        records = json.loads(runs.ledger.read_text(encoding="utf-8"))["deliveries"]
        return {record["delivery_id"]: from_record(record, runs) for record in records}
    except (ValueError, KeyError, TypeError) as error:
        raise LedgerUnreadable(
            f"The ledger of what has landed (ledger.json) cannot be read ({type(error).__name__}).",
            not_done="Nothing was landed.",
            mend="Restore ledger.json from a backup; or move it away, and it is rebuilt from the deliveries' folders.",
        ) from None


def as_record(delivery: Delivery) -> dict[str, Any]:
    """Return the delivery as JSON holds it: without paths of this machine."""
    return {
        "delivery_id": delivery.delivery_id,
        "source": delivery.source,
        "file_name": delivery.file_name,
        "sha256": delivery.sha256,
        "as_at": delivery.as_at.isoformat(),
        "outcome": delivery.outcome.value,
        "rows_landed": delivery.rows_landed,
        "rows_set_aside": delivery.rows_set_aside,
        "notes": delivery.notes,
        "files": sorted(delivery.rows),
        "remarks": list(delivery.remarks),
        "agreement": delivery.agreement,
    }


def from_record(record: dict[str, Any], runs: RunsFolder) -> Delivery:
    """Return the delivery that a JSON record speaks of."""
    folder = runs.delivery(record["delivery_id"])
    return Delivery(
        **{key: record[key] for key in ("delivery_id", "source", "file_name", "sha256", "rows_landed")},
        **{key: record[key] for key in ("rows_set_aside", "notes", "agreement")},
        as_at=date.fromisoformat(record["as_at"]),
        outcome=Outcome(record["outcome"]),
        folder=folder,
        rows={name: folder / "rows" / f"{name}.parquet" for name in record["files"]},
        remarks=tuple(record["remarks"]),
    )


def _newest(deliveries: Iterator[Delivery] | Any) -> dict[tuple[str, str], Delivery]:
    """Return the newest by (source, File): of one day, the one that landed last. Deleted folders do not count."""
    newest: dict[tuple[str, str], Delivery] = {}
    for delivery in deliveries:
        for file_name, rows in delivery.rows.items():
            key = (delivery.source, file_name)
            if (key not in newest or delivery.as_at >= newest[key].as_at) and rows.exists():
                newest[key] = delivery
    return newest


def _sweep(ledger: Ledger) -> None:
    """Remove half-written folders; take in a folder that was complete when its process was killed."""
    for folder in sorted((ledger.runs.root / "deliveries").iterdir()):
        if folder.name.startswith(INCOMING):
            shutil.rmtree(folder)
        elif folder.name not in ledger.deliveries and (folder / "delivery.json").exists():
            record = json.loads((folder / "delivery.json").read_text(encoding="utf-8"))
            ledger.remember(from_record(record, ledger.runs))
