"""Takes one file through reading, typing and every check, into typed rows: what landing and a trial share."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

import pyarrow.parquet as pq

from kith.engine.delivery import Delivery, Outcome
from kith.engine.landing.headings import match_headings
from kith.engine.landing.read_csv import CsvReading
from kith.engine.landing.read_parquet import ParquetReading
from kith.engine.landing.read_xlsx import XlsxReading
from kith.engine.landing.read_xml import XmlReading
from kith.engine.landing.reading import Reading, text_schema
from kith.engine.landing.refuse import LandingRefusal
from kith.engine.landing.type_rows import find_problems, open_typing, show_text, write_rows
from kith.engine.landing.whole_file import check_against_last, check_kept, check_values
from kith.engine.sources.declare import File, Source
from kith.engine.store import Database

_READERS: dict[str, Callable[[Path, File], Reading]] = {
    "csv": CsvReading,
    "xlsx": XlsxReading,
    "xml": XmlReading,
    "parquet": ParquetReading,
}


@dataclass(frozen=True)
class Parcel:
    """One file on its way in, and what it must be judged by.

    ``last`` leads to the rows of the delivery before; ``accept`` holds codes of refusals that a person has overruled.
    """

    source: Source
    files: Sequence[File]
    path: Path
    sha256: str
    as_at: date
    sources: Collection[Source]
    last: Mapping[str, Path] = field(default_factory=dict)
    accept: Collection[str] = ()

    @property
    def delivery_id(self) -> str:
        """The delivery that it becomes."""
        return f"{self.source.name}-{self.as_at.isoformat()}-{self.sha256[:10]}"


@dataclass
class _Landed:
    """The typed rows so far, and what was found on the way."""

    rows: dict[str, Path] = field(default_factory=dict)
    kept: int = 0
    set_aside: int = 0
    remarks: list[str] = field(default_factory=list)


@contextmanager
def typing_database(work: Path) -> Iterator[Database]:
    """Open the database that one file is typed in; its overflow goes with it."""
    database = open_typing(work)
    try:
        yield database
    finally:
        database.close()
        shutil.rmtree(work / "spill", ignore_errors=True)


def land_rows(database: Database, parcel: Parcel, folder: Path) -> Delivery:
    """Write ``folder``/rows/<File>.parquet for each File of the parcel; refuse the whole where any check says so."""
    (folder / "rows").mkdir()
    landed = _Landed()
    for file in parcel.files:
        text = folder / f"{file.name}.text.parquet"
        places = _write_text(parcel, file, text, landed)
        show_text(database, file, text, places)
        find_problems(database, file, parcel.as_at)
        _obey(parcel, landed, partial(check_values, database, file, parcel.as_at))
        _keep_rows(database, parcel, file, folder, landed)
        text.unlink()
    return Delivery(
        delivery_id=parcel.delivery_id,
        source=parcel.source.name,
        file_name=parcel.path.name,
        sha256=parcel.sha256,
        as_at=parcel.as_at,
        outcome=Outcome.LANDED_IN_PART if landed.set_aside else Outcome.LANDED,
        rows_landed=landed.kept,
        rows_set_aside=landed.set_aside,
        notes=_count_notes(database),
        folder=folder,
        rows=landed.rows,
        remarks=tuple(landed.remarks),
    )


def _keep_rows(database: Database, parcel: Parcel, file: File, folder: Path, landed: _Landed) -> None:
    target = folder / "rows" / f"{file.name}.parquet"
    kept, set_aside = write_rows(database, file, parcel.as_at, target)
    _obey(parcel, landed, partial(check_kept, file, kept, set_aside))
    last = parcel.last.get(file.name)
    if last is not None:
        _obey(parcel, landed, partial(check_against_last, database, file, target, last, parcel.as_at))
    landed.rows[file.name] = target
    landed.kept += kept
    landed.set_aside += set_aside


def _obey(parcel: Parcel, landed: _Landed, check: Callable[[], None]) -> None:
    """Do a check of the whole file; where a person has accepted what it refuses, remark on it instead."""
    try:
        check()
    except LandingRefusal as refusal:
        if refusal.code not in parcel.accept:
            raise
        landed.remarks.append(f"A person accepted this: {refusal.what} ({refusal.code})")


def _write_text(parcel: Parcel, file: File, text: Path, landed: _Landed) -> dict[str, int]:
    """Stream the agreed columns of the file, as text, into ``text``; return where each column stood."""
    reading = _READERS[file.kind](parcel.path, file)
    match = match_headings(reading.headings, parcel.source, file, parcel.sources)
    if match.extra:
        landed.remarks.append(f"Columns that the source does not declare were left out: {', '.join(match.extra)}.")
    with pq.ParquetWriter(text, text_schema(list(match.places)), compression="lz4") as writer:
        for batch in reading.batches(match.places):
            writer.write_batch(batch)
    landed.remarks += [remark for remark in reading.found.remarks if remark not in landed.remarks]
    return match.places


def _count_notes(database: Database) -> int:
    row = database.execute("select count(*) from problem where severity = 'NOTE'").fetchone()
    assert row is not None
    return int(row[0])
