"""Writes what the web side may read: people in view by name, everyone else as keyed hashes, and the checks."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from kith.engine.delivery import Delivery
from kith.engine.publish.checks import Check, check_published
from kith.engine.sources.declare import Source
from kith.engine.store import Database, Run, run_sql, write_parquet
from kith.engine.tables import PUBLISHED
from kith.vocabulary.codes.categories import CATEGORIES, UNLISTED_SENSITIVITY
from kith.vocabulary.codes.fact_kinds import FACT_KINDS
from kith.vocabulary.keeping import months_kept

HERE = "kith.engine.publish"
STEPS = ("in_view", "circle", "people", "happenings", "counts", "agencies", "out_of_view", "flags", "review", "record")
# How many pairs a run asks people about, at most: near the threshold, held apart though likely, and drawn at random.
REVIEWS, VETOED, SAMPLES = 2_000, 300, 200
THRESHOLD = 4.0  # bits, at which linkage joins
ABOUT_PEOPLE = ("person", "family", "family_member", "relation", "dwelling", "residence", "involvement", "fact")


def publish(
    run: Run,
    as_at: date,
    sources: Mapping[str, Source],
    deliveries: Sequence[Delivery],
    *,
    before: Mapping[str, int] | None = None,
    brought: Sequence[tuple[str, date]] = (),
    shielded: Collection[str] = (),
) -> tuple[dict[str, Any], list[Check]]:
    """Fill ``published.*`` and write each table as Parquet; return the counts and the tripwires.

    ``before`` holds the last run's rows per table, against which a sudden loss is noticed; ``brought`` the records of
    people whom somebody brought into view, and until when; ``shielded`` those of whom somebody hid on a page.
    """
    database = run.database
    database.execute("create schema if not exists view")
    for table in PUBLISHED.values():
        run.make_table(table.name)
    _tell(database, sources, deliveries)
    _tell_brought(database, [record for record, until in brought if until > as_at])
    tell_shielded(database, shielded)
    for step in STEPS:
        run_sql(
            database, HERE, step, as_at=as_at, months_of_work=months_kept("INVOLVEMENT"), threshold=THRESHOLD,
            reviews=REVIEWS, vetoed=VETOED, samples=SAMPLES,
        )  # fmt: skip
    rows = {name: _write(database, name, run.published_file(name)) for name in PUBLISHED}
    checks = check_published(database, rows, before or {})
    people = dict(database.execute("from published.people_count").fetchall())
    database.execute("drop schema view cascade")
    return {"tables": rows, "people": people}, checks


def _tell(database: Database, sources: Mapping[str, Source], deliveries: Sequence[Delivery]) -> None:
    """Give the SQL what only Python knows: the vocabulary's labels, the sources' agencies, what arrived."""
    sent = {delivery.source: delivery for delivery in sorted(deliveries, key=lambda one: (one.as_at, one.delivery_id))}
    columns = ("delivery_id", "source", "file_name", "sha256", "as_at", "rows_landed", "rows_set_aside", "notes")
    _table(database, "delivery", {name: [getattr(one, name) for one in deliveries] for name in columns})
    prepare_labels(database, sources)
    _table(
        database,
        "source",
        {
            "agency_id": [sources[name].agency_id for name in sent],
            "kind": [sources[name].agency_kind for name in sent],
            "name": [sources[name].title for name in sent],
            "delivery_id": [delivery.delivery_id for delivery in sent.values()],
        },
    )


def prepare_labels(database: Database, sources: Mapping[str, Source]) -> None:
    """Make known which sources are about everyone, how sensitive each kind of fact is and how long it is kept."""
    labels = {kind.code: CATEGORIES.get(kind.category) for kind in FACT_KINDS.values()}
    _table(database, "about_everyone", {"source": [name for name, source in sources.items() if source.about_everyone]})
    _table(
        database,
        "fact_kind",
        {
            "kind": list(FACT_KINDS),
            "category": [kind.category for kind in FACT_KINDS.values()],
            "sensitivity": [label.sensitivity if label else UNLISTED_SENSITIVITY for label in labels.values()],
            "months_kept": [months_kept(kind.category) for kind in FACT_KINDS.values()],
        },
    )


def _tell_brought(database: Database, records: Sequence[str]) -> None:
    database.execute("create or replace table view.brought (record_id VARCHAR)")
    if records:
        database.execute("insert into view.brought select unnest($records)", {"records": list(records)})


def tell_shielded(database: Database, records: Collection[str]) -> None:
    """Fill ``view.told_shielded``: the records of people whom somebody hid on a page."""
    database.execute("create or replace table view.told_shielded (record_id VARCHAR)")
    if records:
        database.execute("insert into view.told_shielded select unnest($records)", {"records": sorted(records)})


def _table(database: Database, name: str, columns: Mapping[str, Collection[object]]) -> None:
    database.register("told", pa.table({key: list(values) for key, values in columns.items()}))
    database.execute(f"create or replace table view.{name} as from told")
    database.unregister("told")


def _write(database: Database, name: str, file: Path) -> int:
    order = ", ".join(PUBLISHED[name].key) or "all"
    write_parquet(database, f"from published.{name} order by {order}", file)
    return int(database.execute(f"select count(*) from published.{name}").fetchall()[0][0])
