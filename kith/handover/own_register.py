"""Hands whom workers wrote down to the next run, as an extract of a source of Kith's own in the runs folder."""

from __future__ import annotations

import csv
import os
from collections.abc import Collection
from dataclasses import astuple, fields
from datetime import date
from pathlib import Path

from kith.apps.base.clock import today
from kith.apps.register.queries.to_run import RecordRow, list_for_run, list_records_of
from kith.engine.files import sync
from kith.engine.refs import OWN
from kith.engine.store import RunsFolder


def export_register(folder: RunsFolder) -> int:
    """Write the register as it is today in place of the extract before; return how many people are in it.

    Nothing is written where nobody was ever written down. Where the last of them has gone, an empty file says so.
    """
    rows = list(list_for_run())
    place = folder.own_extracts / OWN
    if not rows and not place.is_dir():
        return 0
    place.mkdir(parents=True, exist_ok=True)
    file = place / f"{OWN}_{today().isoformat()}.csv"
    _write(file, rows)
    for older in place.glob(f"{OWN}_*.csv"):
        if older != file:
            older.unlink()
    return len(rows)


def own_records(person_refs: Collection[str]) -> dict[str, set[str]]:
    """Return the records of Kith's own that these people have, which no run need have seen yet."""
    return {ref: {f"{OWN}:{record}" for record in records} for ref, records in list_records_of(person_refs).items()}


def _write(file: Path, rows: list[RecordRow]) -> None:
    half = file.with_name(f".{file.name}.new")  # a name with a dot is no extract: a half-written one never lands
    with half.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(_HEADINGS)
        writer.writerows([_cell(value) for value in astuple(row)] for row in rows)
        out.flush()
        os.fsync(out.fileno())
    half.replace(file)
    sync(file.parent)


_HEADINGS = [field.name for field in fields(RecordRow)]


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date) else str(value)
