"""Scores blocked pairs: for each comparison its level and its bits, and from them the weight of the pair.

The arithmetic is Splink's (Fellegi and Sunter, with rarity), and a test holds the two together; it is written here as
one statement because the pairs of a county, or ten thousand new records against a million, must not wait (ADR 14).
"""

from __future__ import annotations

import math
from typing import Protocol

from kith.engine.linkage.model import Comparison, Level, Model
from kith.engine.store import Database

UNLIKELY = -15.0  # bits: below this a pair is not looked at again, only counted as unlike
# A name held once may be a slip of the pen: no name counts as rarer than one in twenty thousand.
LEAST_COMMON = 0.00005


class Scorer(Protocol):
    """Whatever scores pairs as ``score`` does: Spark stands behind the same door."""

    def __call__(
        self, database: Database, model: Model, seen: dict[str, float], *, pairs: str, into: str, least: float
    ) -> None: ...


def score(
    database: Database,
    model: Model,
    seen: dict[str, float],
    *,
    pairs: str,
    into: str,
    least: float,
    records: str = "record",
) -> None:
    """Score the pairs in ``linking.<pairs>`` and put those of at least ``least`` bits into ``linking.<into>``.

    ``seen`` holds the shares that the model leaves to the records, such as how often two of them share a dwelling.
    """
    scoring = _scoring(database, model, seen, pairs, records, least)
    database.execute(f"create or replace table linking.{into} as {scoring}")


def bits(level: Level, seen: dict[str, float]) -> float:
    """Return what ``level`` says for one person and against two strangers, in bits, before rarity is counted."""
    return math.log2(level.m / (seen[level.u] if isinstance(level.u, str) else level.u))


def against_relatives(comparison: Comparison) -> list[float]:
    """Return what each level says for one person and against two relatives, in bits, from "differs" to the best."""
    return [round(math.log2(level.m / level.r), 4) for level in reversed(comparison.levels)]


def prior(seen: dict[str, float]) -> float:
    """Return the bits for one person before anything is compared."""
    return math.log2(seen["match"] / (1 - seen["match"]))


def rarities(model: Model) -> list[str]:
    """Return the columns whose rarity the model counts: ``linking.record`` holds the share of each value beside it."""
    return sorted({level.tf for one in model.comparisons for level in one.levels if level.tf})


def _scoring(database: Database, model: Model, seen: dict[str, float], pairs: str, records: str, least: float) -> str:
    said = " ".join(one.missing + " ".join(level.sql for level in one.levels) for one in model.comparisons)
    there = [row[0] for row in database.execute(f"describe linking.{records}").fetchall()]
    sides = ", ".join(
        f'{side}."{name}" as "{name}_{side}"' for name in there for side in "lr" if f"{name}_{side}" in said
    )
    shares = "".join(f', l."share_{name}"' for name in rarities(model)) + ", l.namesakes"
    names = [one.name for one in model.comparisons]
    levels = ", ".join(_level(one) for one in model.comparisons)
    weights = ", ".join(_bits(one, seen) for one in model.comparisons)
    strangers = " + ".join([f"{prior(seen)!r}::double", "bits_namesakes", *(f'"bits_{name}"' for name in names)])
    kin = " + ".join(
        [f"{seen['relative, in bits']!r}::double", *(_bits_against_relatives(one) for one in model.comparisons)]
    )
    columns = ", ".join([*(f'"{name}"' for name in names), *(f'"bits_{name}"' for name in names), "bits_namesakes"])
    return f"""
        with pair as (
            select join_key_l as n_l, join_key_r as n_r, {sides}{shares}
            from linking.{pairs} as pair
            join linking.{records} as l on l.n = join_key_l join linking.{records} as r on r.n = join_key_r
        ),
        level as (select n_l, n_r, {levels}{shares.replace("l.", "")} from pair),
        -- Names go together: Fatima and Ahmed meet more often than each is common. Who else has the very name, counts.
        weighed as (
            select *, {weights}, (case
                when "forename" = {_best(model, "forename")} and "surname" = {_best(model, "surname")}
                then -log2(greatest(1, namesakes / (share_forename * share_surname))) else 0 end)::float
                as bits_namesakes
            from level),
        summed as (select *, ({strangers})::float as strangers, ({kin})::float as relative from weighed)
        select n_l, n_r, {columns}, strangers, relative,
            (strangers - log2(1 + pow(2, least(strangers - relative, 300))))::float as weight
        from summed where strangers >= {least}
    """


def _best(model: Model, name: str) -> int:
    return next(len(one.levels) - 1 for one in model.comparisons if one.name == name)


def _level(comparison: Comparison) -> str:
    """Return SQL for the level that a pair reaches: -1 missing, 0 differs, and so on up to the best."""
    best = len(comparison.levels) - 1
    cases = " ".join(f"when {level.sql} then {best - place}" for place, level in enumerate(comparison.levels[:-1]))
    return f'(case when {comparison.missing} then -1 {cases} else 0 end)::tinyint as "{comparison.name}"'


def _bits(comparison: Comparison, seen: dict[str, float]) -> str:
    """Return SQL for the bits of the level; of a rare name more, of a common one fewer."""
    ways = [round(bits(level, seen), 6) for level in reversed(comparison.levels)]
    best = len(ways) - 1
    rare = "".join(
        f' + case when "{comparison.name}" = {best - place} then'
        f" {round(bits(level, seen), 6)!r} * -1"
        f' + log2({level.m!r} / greatest("share_{level.tf}", {LEAST_COMMON!r})) else 0 end'
        for place, level in enumerate(comparison.levels)
        if level.tf
    )
    return f'({[0, *ways]!r}["{comparison.name}" + 2]{rare})::float as "bits_{comparison.name}"'


def _bits_against_relatives(comparison: Comparison) -> str:
    return f'{[0, *against_relatives(comparison)]!r}["{comparison.name}" + 2]'
