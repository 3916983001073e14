"""Publishes a few more people of a finished run, with their families, from its kept stages: as publish would have."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from pathlib import Path

from kith.engine.publish.run import ABOUT_PEOPLE, HERE, prepare_labels, tell_shielded
from kith.engine.refs import prepare_key
from kith.engine.sources import load_sources
from kith.engine.standardise.run import prepare_macros
from kith.engine.store import Database, RunsFolder, open_database, quoted, run_sql, write_parquet
from kith.engine.tables import PUBLISHED
from kith.vocabulary.errors import KithError
from kith.vocabulary.keeping import months_kept

_STAGES = ("standard", "linked", "families")


class StagesGone(KithError):
    """A run's kept stages are not there, so nobody can be brought into view from it."""

    code = "K233"


def publish_more(
    runs: RunsFolder, run_id: str, as_at: date, person_refs: Collection[str], into: Path
) -> frozenset[str]:
    """Write the rows about these people and their families as Parquet into ``into``; return whom of them the run knows.

    The tables are those of ``ABOUT_PEOPLE``, made by the same statements as everybody else's.
    """
    database = open_database()
    try:
        _show_stages(database, runs, run_id)
        prepare_macros(database)
        prepare_key(database, runs.key())
        for name in ABOUT_PEOPLE:
            database.execute(PUBLISHED[name].ddl())
        prepare_labels(database, load_sources())
        tell_shielded(database, runs.decided().shielded)
        database.execute(
            "create table view.direct as select person_ref from linked.person where list_contains($refs, person_ref)",
            {"refs": sorted(person_refs)},
        )
        for step in ("circle", "people", "happenings"):
            run_sql(database, HERE, step, as_at=as_at, months_of_work=months_kept("INVOLVEMENT"))
        for name in ABOUT_PEOPLE:
            write_parquet(database, f"from published.{name}", into / f"{name}.parquet")
        return frozenset(ref for (ref,) in database.execute("from view.direct").fetchall())
    finally:
        database.close()


def _show_stages(database: Database, runs: RunsFolder, run_id: str) -> None:
    """Make each kept table of the run visible under its own name."""
    stages = runs.run(run_id) / "stages"
    for schema in (*_STAGES, "published", "view"):
        database.execute(f"create schema {schema}")
    for schema in _STAGES:
        files = sorted((stages / schema).glob("*.parquet"))
        if not files:
            raise StagesGone(
                f"The kept stages of run {run_id} are not in the runs folder.",
                not_done="Nobody was brought into view; pages show what they showed before.",
                mend="Run `kith run` and make the new run live: whoever waits is brought into view from it.",
            )
        for file in files:
            database.execute(f"create view {schema}.{file.stem} as from read_parquet({quoted(file)})")
