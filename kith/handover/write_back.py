"""Writes the files that another system takes in: whole or not at all, for nobody but whoever runs Kith."""

from __future__ import annotations

import csv
import os
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from kith.apps.base.clock import today
from kith.apps.base.other_systems import get_system
from kith.apps.beside.actions.write_back import write_back
from kith.apps.beside.queries.written import HEADINGS, MARKS
from kith.engine.files import for_us_alone, sync

LOOKS_BACK = timedelta(days=365)  # what has ended in a year is told again, so that no closure is lost with a file
WITHOUT_NUMBER = "kith_without_their_number"


def write_files(code: str, folder: Path, *, since: date | None = None) -> dict[str, int]:
    """Write a file for each table into ``folder``; return how many rows each has."""
    on = today()
    written = write_back(get_system(code), on=on, since=since or on - LOOKS_BACK)
    with for_us_alone(folder):
        for name, rows in written.rows.items():
            _write(folder / f"{name}_{on.isoformat()}.csv", (*HEADINGS[name], *MARKS), rows)
        unknown = [(ref,) for ref in written.unknown]
        _write(folder / f"{WITHOUT_NUMBER}_{on.isoformat()}.csv", ("kith_reference",), unknown)
        sync(folder)
    return {name: len(rows) for name, rows in written.rows.items()} | {WITHOUT_NUMBER: len(unknown)}


def _write(path: Path, headings: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    half = path.with_name(path.name + ".new")
    with half.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(headings)
        writer.writerows([[_plain(cell) for cell in row] for row in rows])
        file.flush()
        os.fsync(file.fileno())
    half.replace(path)


def _plain(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
