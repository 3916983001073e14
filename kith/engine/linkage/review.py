"""Picks the pairs that a person might settle, and says of each what speaks for it and against it, in bits."""

from __future__ import annotations

import json
from collections.abc import Sequence
from math import log2

from kith.engine.linkage.model import Comparison, Model
from kith.engine.store import Apart, Database, Reviewed, Run, quoted, run_sql

HERE = "kith.engine.linkage"
REACH = 8.0  # bits from the threshold: beyond it a pair is no doubt
MOST_SAMPLES = 20_000  # before it is known who is in view; publish takes the first few hundred of those
MOST_REVIEWS = 50_000


def find_doubts(run: Run, model: Model, threshold: float, *, apart: Sequence[Apart] = ()) -> None:
    """Fill ``linked.doubt`` from ``linking.guarded``; ``apart`` holds the identities that nobody may compare."""
    database = run.database
    _keep_secret(database, apart)
    run.make_table("linked.doubt")
    run_sql(
        database, HERE, "review", threshold=threshold, reach=REACH, samples=MOST_SAMPLES, reviews=MOST_REVIEWS
    )  # fmt: skip
    database.execute(_doubts(database, model))


def _keep_secret(database: Database, apart: Sequence[Apart]) -> None:
    records = sorted({record for case in apart if case.is_new_identity for record in (*case.one, *case.other)})
    database.execute("create or replace table linking.kept_secret (record_id VARCHAR)")
    if records:
        database.execute("insert into linking.kept_secret select unnest($records)", {"records": records})


def _doubts(database: Database, model: Model) -> str:
    """Return the query that puts the evidence of each comparison beside its pair."""
    columns = {row[0] for row in database.execute("describe linking.guarded").fetchall()}
    match = database.execute("select share from linking.how_common where what = 'match'").fetchall()[0][0]
    prior = log2(match / (1 - match))
    told = ", ".join(_told(comparison) for comparison in model.comparisons if f"bits_{comparison.name}" in columns)
    return f"""
        insert into linked.doubt
        select l.record_id, r.record_id, why, doubtful.veto, doubtful.weight, doubtful.is_decided,
            row_number() over (order by doubtful.draw, l.record_id, r.record_id), {prior!r},
            cast(to_json([{told}]) as varchar)
        from linking.doubtful as doubtful join linking.guarded as guarded using (n_l, n_r)
        join linking.record as l on l.n = n_l join linking.record as r on r.n = n_r
        order by l.record_id, r.record_id
    """


def _told(comparison: Comparison) -> str:
    """Return SQL for what one comparison found, in the words of the model, and its bits."""
    best = len(comparison.levels) - 1
    found = " ".join(f"when {best - place} then {quoted(level.label)}" for place, level in enumerate(comparison.levels))
    level = f"case guarded.\"{comparison.name}\" {found} else 'missing' end"
    bits = f'round(coalesce(guarded."bits_{comparison.name}", 0), 2)'
    return f"{{'comparison': {quoted(comparison.name)}, 'level': {level}, 'bits': {bits}}}"


def obey_reviews(database: Database, decided: Sequence[Reviewed]) -> None:
    """Fill ``linking.decided_pair`` and ``linking.labelled`` (what reviewers said, by record number)."""
    told = json.dumps([vars(one) for one in decided])
    run_sql(database, HERE, "decided", told=told)
