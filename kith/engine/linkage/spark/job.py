"""Says what Spark is to do with the pairs, as plain values that a process of its own can read.

Columns and comparisons travel under plain names (c0, k0): an analyst's own may hold signs that Spark or Splink refuse.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from kith.engine.linkage.model import Comparison, Model
from kith.engine.linkage.score import LEAST_COMMON, against_relatives, rarities
from kith.engine.linkage.spark.dialect import columns_in, say
from kith.engine.linkage.splink_settings import splink_settings


@dataclass(frozen=True)
class Job:
    """What the other process must know."""

    columns: dict[str, str]  # of linking.record, and what each is called on the way
    shares: dict[str, str]  # the plain name of a column whose rarity counts, and of the column with its share
    comparisons: dict[str, str]  # as linking.scored calls them, and on the way
    settings: dict[str, Any]  # Splink's
    finish: str  # SQL over ``predicted``: what Splink does not know of


def make_job(
    model: Model, seen: dict[str, float], types: Mapping[str, str], *, least: float, dialect: str = "spark"
) -> Job:
    """Return the job of scoring pairs by ``model``; ``types`` are the columns of ``linking.record`` and their types."""
    conditions = [text for one in model.comparisons for text in (one.missing, *(level.sql for level in one.levels))]
    used = sorted(set().union(*(columns_in(text) for text in conditions)) | set(rarities(model)))
    columns = {name: f"c{place}" for place, name in enumerate(used)}
    comparisons = {one.name: f"k{place}" for place, one in enumerate(model.comparisons)}
    said = tuple(_said(one, comparisons, types, columns, dialect) for one in model.comparisons)
    settings = splink_settings(model.with_comparisons(said, model.about), seen, dialect=dialect)
    shares = {columns[name]: f"share_{columns[name]}" for name in rarities(model)}
    settings["retain_matching_columns"] = True  # or Splink does not tell the levels
    settings["additional_columns_to_retain"] = [*shares.values(), "namesakes"]
    return Job(columns, shares, comparisons, settings, _finish(model, seen, columns, comparisons, least))


def _said(
    one: Comparison, comparisons: dict[str, str], types: Mapping[str, str], columns: dict[str, str], dialect: str
) -> Comparison:
    levels = tuple(
        replace(level, sql=say(level.sql, types, columns, dialect=dialect), tf=columns.get(level.tf, ""))
        for level in one.levels
    )
    return Comparison(comparisons[one.name], say(one.missing, types, columns, dialect=dialect), levels)


def _finish(
    model: Model, seen: dict[str, float], columns: dict[str, str], comparisons: dict[str, str], least: float
) -> str:
    """Return SQL for what ``score.py`` adds to Splink's weights: namesakes, and relatives."""
    rare = {comparisons[one.name] for one in model.comparisons if any(level.tf for level in one.levels)}
    names = list(comparisons.values())
    levels = ", ".join(f"cast(gamma_{name} as tinyint) as {name}" for name in names)
    bits = ", ".join(
        f"cast(mw_{name}{f' + mw_tf_adj_{name}' if name in rare else ''} as float) as bits_{name}" for name in names
    )
    kin = " + ".join([repr(seen["relative, in bits"]), *(_against(one, comparisons) for one in model.comparisons)])
    return f"""
        with said as (
            select n_l, n_r, {levels}, {bits}, match_weight, {_namesakes(model, columns, comparisons)} as bits_namesakes
            from predicted
        ),
        summed as (
            select *, cast(match_weight + bits_namesakes as float) as strangers, cast({kin} as float) as relative
            from said
        )
        select n_l, n_r, {", ".join(names)}, {", ".join(f"bits_{name}" for name in names)}, bits_namesakes,
            strangers, relative,
            cast(strangers - log2(1 + pow(2, least(strangers - relative, 300))) as float) as weight
        from summed where strangers >= {least}
    """


def _namesakes(model: Model, columns: dict[str, str], comparisons: dict[str, str]) -> str:
    best = {one.name: len(one.levels) - 1 for one in model.comparisons}
    same = " and ".join(f"gamma_{comparisons[name]} = {best[name]}" for name in ("forename", "surname"))
    share = " * ".join(f"share_{columns[name]}_l" for name in ("forename", "surname"))
    return f"cast(case when {same} then -log2(greatest(1, namesakes_l / ({share}))) else 0 end as float)"


def _against(one: Comparison, comparisons: dict[str, str]) -> str:
    cases = " ".join(f"when {level} then {bits!r}" for level, bits in enumerate(against_relatives(one)))
    return f"case {comparisons[one.name]} {cases} else 0 end"


def share_of(name: str) -> str:
    """Return SQL for the share of a value; of a new one, which has none yet, the least that counts."""
    return f'coalesce("share_{name}", {LEAST_COMMON!r})'
