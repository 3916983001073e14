"""Scores blocked pairs with Splink: the shipped model, with what only these records can tell (how common a home is)."""

from __future__ import annotations

import json
import logging
import warnings
from importlib.resources import files
from typing import Any

from splink import DuckDBAPI, Linker

from kith.engine.store import Database, run_sql

HERE = "kith.engine.linkage"
UNLIKELY = -15.0  # bits: below this a pair is not looked at again, only counted as unlike


def read_model() -> dict[str, Any]:
    """Return the shipped model: comparisons, their levels, and how often each level is seen."""
    return dict(json.loads((files(HERE) / "model.json").read_text(encoding="utf-8")))


def score(database: Database, model: dict[str, Any]) -> None:
    """Add each pair of ``linking.blocked`` to ``linking.compared``, and the likelier ones to ``linking.scored``."""
    database.execute("insert into linking.compared select join_key_l, join_key_r from linking.blocked")
    run_sql(database, HERE, "how_common")
    if not database.execute("select exists (from linking.blocked)").fetchall()[0][0]:
        return
    logging.getLogger("splink").setLevel(logging.ERROR)
    settings = _settings(database, model)
    database.execute("set schema = 'linking'")  # Splink keeps its tables in the current schema
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        door = DuckDBAPI(connection=database)
        linker = Linker(door.register("record"), settings, log_level=logging.ERROR)
        linker.table_management.register_blocked_pairs_for_predict(door.register("blocked"))
        predicted = linker.inference.predict(threshold_match_weight=UNLIKELY, warning_mode="never")
        database.execute(_scored(predicted.physical_name, model))
        linker.table_management.delete_tables_created_by_splink_from_db()
    database.execute("reset schema")


def _scored(predicted: str, model: dict[str, Any]) -> str:
    """Return the query that keeps Splink's weights, with the level each comparison reached (-1 missing, 0 differs)."""
    levels = ", ".join(_reached(comparison) for comparison in model["comparisons"])
    return f"""
        insert into linking.scored by name
        with side_by_side as (
            select match_weight as weight, match_probability as probability,
                columns(l.*) as '\\0_l', columns(r.*) as '\\0_r'
            from {predicted} as predicted
            join linking.record as l on l.n = predicted.n_l join linking.record as r on r.n = predicted.n_r
        )
        select n_l, n_r, weight, probability, lister_l = lister_r as same_lister, {levels} from side_by_side
    """


def _reached(comparison: dict[str, Any]) -> str:
    levels = comparison["levels"]
    cases = " ".join(
        f"when {level['sql']} then {len(levels) - place}" for place, level in enumerate(levels[:-1], start=1)
    )
    return f"case when {comparison['missing']} then -1 {cases} else 0 end as {comparison['name']}"


def _settings(database: Database, model: dict[str, Any]) -> dict[str, Any]:
    """Return the model as Splink's settings."""
    seen = _how_common(database)
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "n",
        "probability_two_random_records_match": seen["match"],
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": False,
        "comparisons": [_comparison(comparison, seen) for comparison in model["comparisons"]],
        "blocking_rules_to_generate_predictions": [{"blocking_rule": "l.n = r.n", "sql_dialect": "duckdb"}],
    }


def _how_common(database: Database) -> dict[str, float]:
    """Return how likely two records drawn at random are to be one person, and to share a dwelling or a postcode."""
    rows = database.execute("select what, share from linking.how_common").fetchall()
    return {what: float(share) for what, share in rows}


def _comparison(comparison: dict[str, Any], seen: dict[str, float]) -> dict[str, Any]:
    missing = {"sql_condition": comparison["missing"], "label_for_charts": "missing", "is_null_level": True}
    return {
        "output_column_name": comparison["name"],
        "comparison_levels": [missing, *(_level(level, seen) for level in comparison["levels"])],
    }


def _level(level: dict[str, Any], seen: dict[str, float]) -> dict[str, Any]:
    unlike = level["u"]
    settings = {
        "sql_condition": level["sql"],
        "label_for_charts": level["label"],
        "m_probability": level["m"],
        "u_probability": seen[unlike] if isinstance(unlike, str) else unlike,
    }
    if "tf" in level:
        # A name held once may be a slip of the pen: no name counts as rarer than one in twenty thousand.
        settings |= {"tf_adjustment_column": level["tf"], "tf_adjustment_weight": 1.0, "tf_minimum_u_value": 0.00005}
    return settings
