"""Says the model in Splink's own words, for Spark and for anybody who has Splink."""

from __future__ import annotations

from typing import Any

from kith.engine.linkage.model import Comparison, Level, Model
from kith.engine.linkage.score import LEAST_COMMON


def splink_settings(model: Model, seen: dict[str, float], *, dialect: str = "duckdb") -> dict[str, Any]:
    """Return the model as Splink's settings; the relatives, which Splink does not know, are left out."""
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "n",
        "probability_two_random_records_match": seen["match"],
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": True,
        "comparisons": [_comparison(one, seen) for one in model.comparisons],
        "blocking_rules_to_generate_predictions": [{"blocking_rule": "l.n = r.n", "sql_dialect": dialect}],
    }


def _comparison(comparison: Comparison, seen: dict[str, float]) -> dict[str, Any]:
    missing = {"sql_condition": comparison.missing, "label_for_charts": "missing", "is_null_level": True}
    return {
        "output_column_name": comparison.name,
        "comparison_levels": [missing, *(_level(level, seen) for level in comparison.levels)],
    }


def _level(level: Level, seen: dict[str, float]) -> dict[str, Any]:
    settings: dict[str, Any] = {
        "sql_condition": level.sql,
        "label_for_charts": level.label,
        "m_probability": level.m,
        "u_probability": seen[level.u] if isinstance(level.u, str) else level.u,
    }
    if level.tf:
        settings |= {
            "tf_adjustment_column": level.tf,
            "tf_adjustment_weight": 1.0,
            "tf_minimum_u_value": LEAST_COMMON,
        }
    return settings
