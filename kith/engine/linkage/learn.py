"""Learns from the records how often one person's details are written alike: names here, addresses there.

Records drawn at random show how alike strangers are. For each comparison in turn, the pairs that everything else says
are one person's show how often it agrees; only pairs that a rule found without that comparison may speak, or it would
seem to agree always. The shipped model counts as so many pairs beside them, so that few records teach little. People's
answers in review speak with more weight.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from kith.engine.linkage.model import Comparison, Model
from kith.engine.linkage.score import against_relatives, prior, score
from kith.engine.store import Database, run_sql

HERE = "kith.engine.linkage"
PAIRS = 60_000  # looked at: more teach nothing new
STRANGERS = 30_000  # pairs drawn at random
SHIPPED_COUNTS_AS = 300.0  # pairs, beside those of the records
ANSWER_COUNTS_AS = 20.0  # pairs, for each answer of a reviewer
ENOUGH = 25  # pairs of strangers at one level
TURNS = 6
MOST_MATCH = 0.02
SURE = 6.0  # bits without the comparison itself: a doubtful pair would teach how relatives differ

Real = NDArray[np.float64]
Whole = NDArray[np.int64]


def learn(database: Database, model: Model, seen: dict[str, float]) -> tuple[Model, dict[str, float]]:
    """Return ``model`` and ``seen`` as these records teach them, from some of the pairs in ``linking.blocked``."""
    run_sql(database, HERE, "learn_from", most=PAIRS, strangers=STRANGERS)
    score(database, model, seen, pairs="learn_from", into="lesson", least=-60.0)
    columns = ", ".join(f'"{one.name}", "bits_{one.name}"' for one in model.comparisons)
    pairs = database.execute(
        f"select rules, at_random, bits_namesakes, coalesce(same::double, 0.5) as answer, {columns} from linking.lesson"
        " join linking.learn_from on n_l = join_key_l and n_r = join_key_r"
        " left join linking.labelled using (n_l, n_r)"
    ).fetchnumpy()
    records, blocked = database.execute(
        "select (select count(*) from linking.record), (select count(*) from linking.blocked)"
    ).fetchall()[0]
    looked_at = max(int(np.sum(~pairs["at_random"])), 1)
    seen = seen | {"match": _how_many_match(pairs, model, seen, blocked / looked_at, records)}
    return _learnt(database, model, seen, pairs), seen


def _how_many_match(pairs: dict[str, Whole], model: Model, seen: dict[str, float], scale: float, records: int) -> float:
    """Return the chance that two records drawn at random are one person's: what the pairs say."""
    looked_at = ~pairs["at_random"]
    strangers = pairs["bits_namesakes"][looked_at] + np.sum(
        [pairs[f"bits_{one.name}"][looked_at] for one in model.comparisons], axis=0
    )
    kin = seen["relative, in bits"] + np.sum(
        [np.array([0.0, *against_relatives(one)])[pairs[one.name][looked_at] + 1] for one in model.comparisons], axis=0
    )
    match = least = seen["match"]
    for _ in range(TURNS):
        both = np.clip(_either(strangers + prior({"match": match}), kin), -50, 50)
        found = float(np.sum(1 / (1 + np.exp2(-both)))) * scale
        match = min(max(found / max(records * (records - 1) / 2, 1), least), MOST_MATCH)
    return match


def _learnt(database: Database, model: Model, seen: dict[str, float], pairs: dict[str, Whole]) -> Model:
    levels = {one.name: pairs[one.name].astype(np.int64) for one in model.comparisons}
    for_one = {one.name: pairs[f"bits_{one.name}"].astype(np.float64) for one in model.comparisons}
    for_kin = {one.name: np.array([0.0, *against_relatives(one)])[levels[one.name] + 1] for one in model.comparisons}
    from_strangers = prior(seen) + pairs["bits_namesakes"] + np.sum(list(for_one.values()), axis=0)
    from_kin = seen["relative, in bits"] + np.sum(list(for_kin.values()), axis=0)
    used = dict(
        database.execute(
            "select what, bit_or(1::integer << rule) from linking.rule, unnest(uses) as t (what) group by what"
        ).fetchall()
    )
    strangers = pairs["at_random"]
    comparisons = []
    for one in model.comparisons:
        without = _either(from_strangers - for_one[one.name], from_kin - for_kin[one.name])
        one = _counted_among_strangers(one, levels[one.name][strangers])
        own = int(used.get(one.name) or used.get(one.name.split("_")[0]) or 0)
        fair = ~strangers & ((pairs["rules"] & ~np.int64(own)) != 0)
        speaks = fair & (levels[one.name] >= 0)
        answered = pairs["answer"] != 0.5
        share = np.where(answered, pairs["answer"], without > SURE)
        weight = share * np.where(answered, ANSWER_COUNTS_AS, 1.0) * speaks
        comparisons.append(_counted(one, levels[one.name], weight))
    return model.with_comparisons(tuple(comparisons), model.about)


def _counted_among_strangers(comparison: Comparison, level: Whole) -> Comparison:
    """Return the comparison with how often strangers reach each level, where enough of them did to tell."""
    counted = np.bincount(level[level >= 0], minlength=len(comparison.levels))[::-1]
    levels = tuple(
        replace(one, u=round(float(count / counted.sum()), 6))
        if count >= ENOUGH and not isinstance(one.u, str) and not one.is_settled
        else one
        for one, count in zip(comparison.levels, counted, strict=True)
    )
    return replace(comparison, levels=levels)


def _either(from_strangers: Real, from_kin: Real) -> Real:
    """Return the bits for one person against strangers and relatives together."""
    return from_strangers - np.logaddexp2(0.0, from_strangers - from_kin)


def _counted(comparison: Comparison, level: Whole, weight: Real) -> Comparison:
    """Return the comparison with the shares that the weighted pairs show, held by those of the shipped model."""
    size = len(comparison.levels)
    counted = np.bincount(np.where(level < 0, 0, level), weights=weight * (level >= 0), minlength=size)[::-1]
    shipped = np.array([one.m for one in comparison.levels])
    shares = (counted + SHIPPED_COUNTS_AS * shipped / shipped.sum()) / (counted.sum() + SHIPPED_COUNTS_AS)
    levels = tuple(
        one if one.is_settled else replace(one, m=round(float(m), 6))
        for one, m in zip(comparison.levels, shares, strict=True)
    )
    return replace(comparison, levels=levels)
