"""Decides which records are the same person: block, score, guard, cluster, and give each person a lasting ref."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from kith.engine.linkage.by_agency import changes_by_agency
from kith.engine.linkage.checks import check_linked
from kith.engine.linkage.council_state import Known, keep_known, open_known
from kith.engine.linkage.goes_on import SURE_BABY, count_changed, go_on
from kith.engine.linkage.learn import learn
from kith.engine.linkage.model import Model, read_model, write_model
from kith.engine.linkage.quality.county import measure_run
from kith.engine.linkage.resolve import (
    THRESHOLD,
    add_pairs,
    block,
    join,
    learn_ages,
    look_at_records,
    look_inside,
    prepare,
    weigh,
)
from kith.engine.linkage.review import find_doubts, obey_reviews
from kith.engine.linkage.second_look import look_again
from kith.engine.linkage.whole_or_on import REASONS, WeekOn, much_has_changed
from kith.engine.refs import force_refs, give_refs, keep_refs, open_giving, remember_own_refs
from kith.engine.store import Apart, Database, Reviewed, Run, run_sql

HERE = "kith.engine.linkage"
# Names alone join nobody in a council's run, and a county has more namesakes than a town: fewer such pairs are weighed.
MOST_WEAK_PAIRS = 0.3


def link(
    run: Run,
    *,
    previous: Path | None = None,
    apart: Sequence[Apart] = (),
    reviewed: Sequence[Reviewed] = (),
    week: WeekOn | None = None,
) -> dict[str, Any]:
    """Fill ``linked.pair`` and ``linked.record_person``; ``previous`` is the last run's folder. Return the report.

    ``apart`` holds the identities that people keep apart, ``reviewed`` what reviewers said of pairs; ``week`` says what
    to go on from, without which everything is linked anew.
    """
    database = run.database
    database.execute("create schema if not exists linking")
    run_sql(database, HERE, "from_run")
    run_sql(database, HERE, "fingerprint")
    known, why = week.start() if week else (None, "FIRST")
    if known and much_has_changed(*_changed_since(database, known)):
        known, why = None, "MUCH_CHANGED"
    decisions = (apart, reviewed)
    model, seen, how = _go_on(database, known, *decisions) if known else _anew(database, *decisions)
    write_model(model, run.folder / "model.json")
    for table in ("linked.pair", "linked.record_person", "linked.person"):
        run.make_table(table)
    open_giving(database, "person", previous)
    run_sql(database, HERE, "members")
    remember_own_refs(database)
    force_refs(database, {record: case.other_ref for case in apart if case.other_ref for record in case.other})
    give_refs(database, "person")
    for step in ("linked", "best"):
        run_sql(database, HERE, step)
    changes = keep_refs(database, "person", run.folder)
    find_doubts(run, model, THRESHOLD, apart=apart)
    report = check_linked(database, THRESHOLD) | {"refs": changes}
    if known:
        report["too_common_keys"] = known.too_common  # a week looks at its own keys only
    report |= measure_run(database, threshold=THRESHOLD, model=model, previous=previous)
    report["how"] = how | {"anew_because": why, "said": REASONS[why]} | _last_whole(run, week, known)
    if week and week.keep:
        about = {"run_id": run.run_id, "seen": seen, "too_common": report["too_common_keys"]}
        keep_known(database, week.keep, model, about | _last_whole(run, week, known))
    report["by_agency"] = changes_by_agency(database, run.folder / "reports" / "who-became-whom.csv")
    database.execute("drop schema linking cascade")
    return report


def _changed_since(database: Database, known: Known) -> tuple[int, int, int]:
    open_known(database, known)
    return count_changed(database)


def _last_whole(run: Run, week: WeekOn | None, known: Known | None) -> dict[str, str]:
    """Return when, and in which run, everything was last compared with everything."""
    if known:
        return {"whole_on": known.whole_on.isoformat(), "whole_run": known.whole_run}
    return {"whole_on": week.as_at.isoformat() if week else "", "whole_run": run.run_id}


def _anew(
    database: Database, apart: Sequence[Apart], reviewed: Sequence[Reviewed]
) -> tuple[Model, dict[str, float], dict[str, Any]]:
    """Compare everything with everything."""
    model = prepare(database, read_model())
    _obey(database, apart)
    obey_reviews(database, reviewed)
    block(database, most_weak=MOST_WEAK_PAIRS)
    run_sql(database, HERE, "listed_twice")
    model, seen = learn(database, model, look_at_records(database, model))
    # What was learnt is what pairs begin with, in the evidence that reviewers are shown too.
    database.execute("update linking.how_common set share = $match where what = 'match'", {"match": seen["match"]})
    weigh(database, model, seen)
    learn_ages(database, THRESHOLD)
    _join(database, model)
    # Once more, now that a record's relatives are known: they say who it is where its own columns do not.
    run_sql(database, HERE, "block_kin")
    weigh(database, model, seen)
    run_sql(database, HERE, "unborn")
    add_pairs(database, model, "same_baby", SURE_BABY)
    _join(database, model)
    look_inside(database, model, seen, THRESHOLD, names_enough=False)
    look_again(database, model, seen, THRESHOLD, names_enough=False)
    return model, seen, {"went_on": False}


def _go_on(
    database: Database, known: Known, apart: Sequence[Apart], reviewed: Sequence[Reviewed]
) -> tuple[Model, dict[str, float], dict[str, Any]]:
    """Compare what is new or changed with everything."""
    model = prepare(database, open_known(database, known), goes_on=True)
    _obey(database, apart)
    obey_reviews(database, reviewed)
    touched = go_on(database, model, known.seen)
    return model, known.seen, {"went_on": True, "from_run": known.run_id} | asdict(touched)


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
