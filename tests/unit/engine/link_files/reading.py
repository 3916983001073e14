"""Reads small files as kith link does, for the tests beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kith.engine.link_files.dates import DatesSaid
from kith.engine.link_files.landed import Landed
from kith.engine.link_files.map import map_of
from kith.engine.link_files.raw import fill_raw
from kith.engine.progress import Silent
from kith.engine.store import Database, open_database

TODAY = date(2026, 11, 20)


@dataclass(frozen=True)
class Read:
    """The records of some files, with what was said of them."""

    database: Database
    landed: list[Landed]
    dates: list[DatesSaid]

    def rows(self, columns: str) -> list[Any]:
        """Return the records in order; of one column its values."""
        rows = self.database.execute(f"select {columns} from linking.raw order by n").fetchall()
        return [row[0] for row in rows] if rows and len(rows[0]) == 1 else rows


def read(folder: Path, files: Mapping[str, str | bytes], mapping: Mapping[str, Any] | None = None) -> Read:
    """Write ``files`` (name to content) and read them into ``linking.raw``."""
    paths = []
    for name, content in files.items():
        paths.append(folder / name)
        paths[-1].write_bytes(content if isinstance(content, bytes) else content.encode())
    database = open_database()
    said = map_of({"files": dict(mapping or {})})
    landed, dates = fill_raw(database, paths, said, folder, TODAY, Silent())
    return Read(database, landed, dates)
