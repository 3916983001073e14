"""Measures one linkage: what it got right and missed as far as can be known, for whom, and against the run before."""

from __future__ import annotations

from typing import Any

import numpy as np

from kith.engine.linkage.model import Model
from kith.engine.linkage.quality.grouping import groups
from kith.engine.linkage.quality.inputs import Inputs, has_table, prepare
from kith.engine.linkage.quality.intervals import chao, spread_of_sums, wilson
from kith.engine.linkage.quality.pieces import pieces
from kith.engine.linkage.quality.shape import Compared, Precision, Quality, Recall, Refs, Source, as_before
from kith.engine.store import Database, run_sql

HERE = "kith.engine.linkage.quality"
MOST_HOLDERS = 20  # records of one person that share a number; beyond it the number is a default or a mistake
MOST_RECORDS = 60  # of one person, where pairs are counted: one giant must not be the whole measure
MOST_PAIRS = 100_000  # taken for the measures by group: more would tell no more


def measure(
    database: Database,
    *,
    threshold: float,
    groups_table: str | None = None,
    previous: Quality | None = None,
    model: Model | None = None,
) -> Quality:
    """Return how good the linkage in ``linking.*`` is.

    ``groups_table`` names a table (n, what, value); without it ``linking.group`` is taken, if it is there. ``model``
    is what the pairs were weighed by.
    """
    inputs = _prepare(database, threshold, model, groups_table)
    records, people, lost = _row(
        database,
        "select count(*), count(distinct label), count(*) filter (label is null) from measuring.record",
    )
    recall = _recall(database, inputs)
    quality = Quality(
        threshold=threshold,
        records=records,
        people=people,
        lost=lost,
        precision=_precision(database),
        recall=recall,
        compared=_compared(database, inputs) if inputs.rules else None,
        sources=_sources(database),
        sizes=_sizes(database),
        largest=_row(database, "select coalesce(max(records), 0) from measuring.person")[0],
        refs=_refs(database) if inputs.has_refs else None,
        groups=groups(database, recall.typical, has_unaided=inputs.has_unaided, most_pairs=MOST_PAIRS),
        before=as_before(previous) if previous else None,
    )
    database.execute("detach measuring")
    return quality


def _prepare(database: Database, threshold: float, model: Model | None, groups_table: str | None) -> Inputs:
    if groups_table is None and has_table(database, "group"):
        groups_table = 'linking."group"'
    inputs = prepare(database, model, groups_table)
    run_sql(database, HERE, "edge", threshold=threshold)
    _pieces(database)
    for step in ("record", "person", "shared", "recall", "found", "capture", "looked", "unlinkable", "source", "churn"):
        run_sql(
            database,
            HERE,
            step,
            threshold=threshold,
            most_holders=MOST_HOLDERS,
            most_records=MOST_RECORDS,
            by_identifier=inputs.by_identifier,
        )
    return inputs


def _pieces(database: Database) -> None:
    """Fill ``measuring.piece``: what of each person hangs together by the pairs of ``measuring.edge``."""
    edge = database.execute("select n_l, n_r from measuring.edge").fetchnumpy()
    size = _row(database, "select coalesce(max(n), 0) + 1 from linking.record")[0]
    piece = pieces(edge["n_l"].astype(np.int64), edge["n_r"].astype(np.int64), size)
    database.register("piece_array", {"n": np.arange(size), "piece": piece})
    database.execute("create or replace table measuring.piece as select n, piece from piece_array")
    database.unregister("piece_array")


def _precision(database: Database) -> Precision:
    several, mixed, numbers, births, sexes, listed = _row(
        database,
        """
        select count(*), count(*) filter (mixed), count(*) filter (two_numbers), count(*) filter (two_births),
            count(*) filter (two_sexes), count(*) filter (listed_twice) from measuring.person where records > 1""",
    )
    contradicting = _row(
        database,
        """
        with held as (
            select label, kind, number, count(*) as records from measuring.identifier join measuring.record using (n)
            semi join (from measuring.person where two_numbers) using (label)
            where kind in ('nhs_number', 'upn') group by all),
        kinds as (
            select label, (sum(records) * sum(records) - sum(records * records)) // 2 as pairs
            from held group by label, kind)
        select coalesce(sum(most), 0)::bigint from (select max(pairs) as most from kinds group by label)""",
    )[0]
    looked, same = _row(database, "select count(*), count(*) filter (same) from measuring.looked")
    kinds = {"NUMBERS": numbers, "BIRTHS": births, "SEXES": sexes, "LISTED_TWICE": listed}
    return Precision(wilson(same, looked), several, kinds, wilson(mixed, several), contradicting)


def _recall(database: Database, inputs: Inputs) -> Recall:
    measured = {row[0]: row[1:] for row in database.execute("from measuring.recall").fetchall()}
    shares = {
        name: wilson(sums[2], sums[1], spread=spread_of_sums(sums[0], sums[1], sums[2], *sums[3:]))
        for name, sums in measured.items()
        if name == "found" or inputs.has_unaided
    }
    contradicting, two_sources = _row(
        database,
        "select count(*) filter (contradicts), count(*) filter (two_sources and not contradicts) from measuring.shared",
    )
    crowded = _row(database, f"select count(*) from measuring.number_size where records > {MOST_HOLDERS}")[0]
    holders = _row(database, "select count(*) from measuring.record where has_number")[0]
    return Recall(
        found=shares.get("found"),
        unaided=shares.get("unaided"),
        enough=shares.get("enough"),
        alone=shares.get("alone"),
        with_identifier=holders,
        contradicting=contradicting,
        crowded=crowded,
        sources=two_sources,
    )


def _compared(database: Database, inputs: Inputs) -> Compared:
    found, once, twice, identifier, another, both, spread, spread_by_identifier, anyway = _row(
        database, "from measuring.capture"
    )
    unseen = chao(once, twice, lists=len(inputs.rules), spread=spread)
    counted = ", ".join(f"coalesce(sum(rules >> {number} & 1), 0)::bigint" for number in inputs.rules)
    by_rule = _row(database, f"select {counted} from measuring.found")
    rules = dict(zip(inputs.rules.values(), by_rule, strict=True))
    lists = wilson(both, identifier, spread=spread_by_identifier)
    return Compared(found, once, twice, rules, unseen, anyway, anyway <= unseen.high, another, lists)


def _sources(database: Database) -> tuple[Source, ...]:
    too_little: dict[str, dict[str, int]] = {}
    for source, reason, records in database.execute("from measuring.unlinkable order by all").fetchall():
        too_little.setdefault(source, {})[reason] = records
    rows = database.execute("select source, records, linked from measuring.source order by source").fetchall()
    return tuple(Source(name, records, linked, too_little.get(name, {})) for name, records, linked in rows)


def _sizes(database: Database) -> dict[str, int]:
    query = "select least(records, 12), count(*) from measuring.person group by 1 order by 1"
    return {str(size): people for size, people in database.execute(query).fetchall()}


def _refs(database: Database) -> Refs:
    return Refs(*_row(database, "from measuring.churn"))


def _row(database: Database, query: str) -> tuple[Any, ...]:
    return tuple(database.execute(query).fetchall()[0])
