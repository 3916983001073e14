"""Links files of people from any system: reads them, lets linkage decide who is whom, and writes the answers."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kith.engine.addresses.households import find_households
from kith.engine.addresses.run import find_dwellings, remember_dwellings
from kith.engine.link_files.columns import Columns
from kith.engine.link_files.how_many import how_many
from kith.engine.link_files.known import STATE, name_as_before, open_known
from kith.engine.link_files.look import look
from kith.engine.link_files.map import read_map
from kith.engine.link_files.out_folder import made_whole
from kith.engine.link_files.raw import fill_raw
from kith.engine.link_files.report import Told, write_report
from kith.engine.link_files.write import name_households, write_answers
from kith.engine.linkage.model import Model, read_model
from kith.engine.linkage.people import link_people
from kith.engine.linkage.quality.page import quality_section
from kith.engine.linkage.quality.run import measure
from kith.engine.linkage.resolve import THRESHOLD
from kith.engine.linkage.score import Scorer, score
from kith.engine.linkage.state import open_homes
from kith.engine.progress import Progress, Silent
from kith.engine.store import Database, open_database, quoted, sql_text
from kith.vocabulary.errors import KithError

HERE = "kith.engine.link_files"
MEMORY = "1100MB"  # for DuckDB: with arrays and Python beside it, a million records stay within two gigabytes


class NoSuchEngine(KithError):
    """The engine asked for is not part of this installation."""

    code = "K513"


@dataclass(frozen=True)
class Asked:
    """What is asked for beside the files themselves."""

    mapping: Path | None = None  # a MAP.yml
    model: Path | None = None
    previous: Path | None = None  # the answers of an earlier time, to go on from
    scorer: Scorer = score
    threshold: float | None = None  # in bits
    anew: bool = False  # link everything again, and keep only what people were called

    @property
    def goes_on(self) -> bool:
        """Answer whether what was linked before stays as it is."""
        return self.previous is not None and not self.anew


@dataclass(frozen=True)
class LinkedFiles:
    """What came of it: where the answers are, and how many records, people, households and pairs they hold."""

    folder: Path
    counts: dict[str, int]


def link_files(
    files: Sequence[Path],
    *,
    out: Path,
    today: date,
    mapping: Path | None = None,
    model: Path | None = None,
    previous: Path | None = None,
    engine: str = "duckdb",
    threshold: float | None = None,
    anew: bool = False,
    progress: Progress | None = None,
) -> LinkedFiles:
    """Link ``files`` and write people, households, pairs and a report into the new folder ``out``.

    A birth date after ``today`` is not believed. ``previous`` is the folder of an earlier time to go on from; with
    ``anew`` everything is linked again, and only the refs of people and households are taken from there.
    """
    asked = Asked(mapping, model, previous, _scorer(engine), threshold, anew)
    said = read_map(mapping) if mapping else {}
    with made_whole(out) as folder:
        (folder / STATE).mkdir()
        database = open_database(spill=folder / "spill", memory=MEMORY)
        try:
            counts = _link(database, files, said, folder, asked, today, progress or Silent())
        finally:
            database.close()
            shutil.rmtree(folder / "spill", ignore_errors=True)
    return LinkedFiles(out, counts)


def _scorer(engine: str) -> Scorer:
    """Return what weighs the pairs; Spark is looked for only where it is asked for, and before anything is read."""
    if engine == "spark":
        from kith.engine.linkage.spark.door import score_on_spark
        from kith.engine.linkage.spark.needs import require_spark

        require_spark()
        return score_on_spark
    if engine != "duckdb":
        raise NoSuchEngine(
            f"The engine {engine} is not part of this installation.",
            not_done="Nothing was linked, and nothing was written.",
            mend="Leave --engine out: DuckDB links millions of records on one machine.",
        )
    return score


def _link(
    database: Database,
    files: Sequence[Path],
    said: Mapping[str, Columns | None],
    folder: Path,
    asked: Asked,
    today: date,
    progress: Progress,
) -> dict[str, int]:
    landed, dates = fill_raw(database, files, said, folder, today, progress)
    looked = look(database, landed)
    known = open_known(database, asked.previous if asked.goes_on else None)
    if asked.previous and asked.anew:
        name_as_before(database, asked.previous)
    model = _decide(database, folder, asked, progress)
    progress.start("Write")
    counts = write_answers(database, folder, _words(model), goes_on=known is not None)
    threshold = THRESHOLD if asked.threshold is None else asked.threshold
    unused = [name for name in said if name not in {one.source for one in landed}]
    quality = _quality(database, threshold, model, today)
    write_report(folder / "report.html", Told(landed, dates, looked, known, counts, threshold, unused, quality))
    progress.done(f"{how_many(counts['people'], 'people')} in {how_many(counts['households'], 'households')}")
    return counts


def _decide(database: Database, folder: Path, asked: Asked, progress: Progress) -> Model:
    """Find dwellings, people and households: fill ``linking.ref`` and ``linking.household_ref``."""
    progress.start("Find dwellings")
    if asked.previous and asked.goes_on:
        open_homes(database, asked.previous / STATE)
    find_dwellings(database)
    remember_dwellings(database)
    progress.done("addresses compared")
    progress.start("Link")
    model = link_people(
        database,
        model=read_model(asked.model) if asked.model else None,
        threshold=asked.threshold,
        previous=asked.previous / STATE if asked.previous else None,
        anew=asked.anew,
        state=folder / STATE,
        scorer=asked.scorer,
    )
    progress.done("people found")
    progress.start("Find households")
    find_households(database)
    name_households(
        database,
        "linking.known" if asked.goes_on else "linking.earlier" if asked.previous else None,
        goes_on=asked.goes_on,
    )
    progress.done("households found")
    _let_go(database)
    return model


def _let_go(database: Database) -> None:
    """Drop what nobody reads again; the answers are written in the room that it took."""
    for column in ("first_name", "middle_name", "last_name", "address", "identifiers", "other"):
        database.execute(f"alter table linking.raw drop column {column}")


def _quality(database: Database, threshold: float, model: Model, today: date) -> str:
    """Return the report's section on how good the linkage is."""
    database.execute(sql_text(HERE, "groups").replace("{today}", quoted(today)))
    # Named, since it is a view: left to be found as a table, every file would count as one without groups.
    told = measure(database, threshold=threshold, model=model, groups_table='linking."group"')
    return quality_section(told)


def _words(model: Model) -> dict[str, list[str]]:
    """Return for each comparison what its levels mean, the lowest first."""
    return {one.name: [level.label for level in reversed(one.levels)] for one in model.comparisons}
