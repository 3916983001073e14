"""Decides which records are the same person: block, score, guard, cluster, and give each person a lasting ref."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kith.engine.linkage.checks import check_linked
from kith.engine.linkage.learn import learn
from kith.engine.linkage.model import Model, read_model, write_model
from kith.engine.linkage.quality.county import measure_run
from kith.engine.linkage.resolve import THRESHOLD, add_pairs, block, join, look_at_records, look_inside, prepare, weigh
from kith.engine.linkage.review import find_doubts, obey_reviews
from kith.engine.refs import force_refs, give_refs, keep_refs, open_giving
from kith.engine.store import Apart, Database, Reviewed, Run, run_sql

HERE = "kith.engine.linkage"
SURE_BABY = 12.0  # bits: two records of one day, expected by the same relatives


def link(
    run: Run, *, previous: Path | None = None, apart: Sequence[Apart] = (), reviewed: Sequence[Reviewed] = ()
) -> dict[str, Any]:
    """Fill ``linked.pair`` and ``linked.record_person``; ``previous`` is the last run's folder. Return the report.

    ``apart`` holds the identities that people keep apart, ``reviewed`` what reviewers said of pairs.
    """
    database = run.database
    database.execute("create schema if not exists linking")
    run_sql(database, HERE, "from_run")
    model = prepare(database, read_model())
    _obey(database, apart)
    obey_reviews(database, reviewed)
    block(database)
    run_sql(database, HERE, "listed_twice")
    model, seen = learn(database, model, look_at_records(database, model))
    weigh(database, model, seen)
    _join(database, model)
    # Once more, now that a record's relatives are known: they say who it is where its own columns do not.
    run_sql(database, HERE, "block_kin")
    weigh(database, model, seen)
    run_sql(database, HERE, "unborn")
    add_pairs(database, model, "same_baby", SURE_BABY)
    _join(database, model)
    look_inside(database, model, seen, THRESHOLD, names_enough=False)
    write_model(model, run.folder / "model.json")
    for table in ("linked.pair", "linked.record_person", "linked.person"):
        run.make_table(table)
    open_giving(database, "person", previous)
    run_sql(database, HERE, "members")
    force_refs(database, {record: case.other_ref for case in apart if case.other_ref for record in case.other})
    give_refs(database, "person")
    for step in ("linked", "best"):
        run_sql(database, HERE, step)
    changes = keep_refs(database, "person", run.folder)
    find_doubts(run, model, THRESHOLD, apart=apart)
    report = check_linked(database, THRESHOLD) | {"refs": changes}
    report |= measure_run(database, threshold=THRESHOLD, model=model, previous=previous)
    database.execute("drop schema linking cascade")
    return report


def _obey(database: Database, apart: Sequence[Apart]) -> None:
    """Fill ``linking.kept_apart`` (which decision, which side, which record)."""
    rows = [
        (at, side, record)
        for at, case in enumerate(apart)
        for side, records in enumerate((case.one, case.other))
        for record in records
    ]
    database.execute("create or replace table linking.kept_apart (decision BIGINT, side BIGINT, record_id VARCHAR)")
    if rows:
        at, side, record = (list(column) for column in zip(*rows, strict=True))
        database.execute(
            "insert into linking.kept_apart select unnest($at), unnest($side), unnest($record)",
            {"at": at, "side": side, "record": record},
        )


def _join(database: Database, model: Model) -> None:
    """Decide who is whom from what is scored so far and what people said."""
    run_sql(database, HERE, "human")
    add_pairs(database, model, "human", 0.0)
    join(database, THRESHOLD, names_enough=False)
