"""Links a set with Splink: python -m bench.linkage.stock SET_FOLDER OUT_FOLDER [stock|tuned].

``stock`` is set as its documentation would: one comparison a column (a town is left out where there is a postcode, as
the documentation warns of columns that say the same), term frequencies, expectation maximisation, connected components
at probability 0.95. ``tuned`` is how somebody who knows it would set it: names apart, one comparison for the whole
address, fewer training pairs. Neither knows about families, and neither is tuned to a set.
"""

from __future__ import annotations

import json
import logging
import resource
import sys
import tempfile
import time
import warnings
from pathlib import Path
from typing import Any

import duckdb
import splink.comparison_level_library as cll
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
from splink.internals.blocking_rule_creator import BlockingRuleCreator
from splink.internals.comparison_creator import ComparisonCreator

from bench.linkage.files import load_people
from bench.linkage.writing import quoted

THRESHOLD = 0.95
_U_PAIRS = 5e6
Comparison = ComparisonCreator | dict[str, Any]
Block = BlockingRuleCreator | dict[str, Any]


def link(folder: Path, out: Path, style: str = "stock") -> dict[str, float]:
    """Link the set and write OUT/people.parquet; return what it took."""
    began = time.perf_counter()
    database = duckdb.connect(config={"threads": 2, "temp_directory": tempfile.mkdtemp(prefix="kith-peer-")})
    columns = load_people(database, folder)
    api = DuckDBAPI(connection=database)
    chosen = SettingsCreator(
        link_type="dedupe_only",
        comparisons=(_stock if style == "stock" else _tuned)(database, columns),
        blocking_rules_to_generate_predictions=_blocks(columns),
    )
    linker = Linker(api.register(database.table("people")), chosen, log_level=logging.ERROR)
    _train(linker, columns, None if style == "stock" else 2e6)
    pairs = linker.inference.predict(threshold_match_probability=0.5)
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, THRESHOLD)
    out.mkdir(parents=True, exist_ok=True)
    database.execute(f"""
        copy (select people.source, people.row, people.record_id, clusters.cluster_id::varchar as person_ref
            from people join {clusters.physical_name} as clusters using (unique_id))
        to {quoted(out / "people.parquet")} (format parquet)""")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": round(time.perf_counter() - began, 2), "peak_mb": round(peak)}


def _stock(database: duckdb.DuckDBPyConnection, columns: list[str]) -> list[Comparison]:
    left_out = {"surname", "town"} if "postcode" in columns else {"surname"}
    comparisons: list[Comparison] = []
    for column in columns:
        if column == "first_name":
            whole = cl.ForenameSurnameComparison("first_name", "surname", forename_surname_concat_col_name="whole_name")
            comparisons.append(whole)
        elif column == "postcode" and _is_british(database):
            comparisons.append(cl.PostcodeComparison("postcode"))
        elif column in ("address", "postcode"):
            comparisons.append(cl.LevenshteinAtThresholds(column, [1, 2]).configure(term_frequency_adjustments=True))
        elif column not in left_out:
            comparisons.append(_plain(column))
    return comparisons


def _tuned(database: duckdb.DuckDBPyConnection, columns: list[str]) -> list[Comparison]:
    placed = {"address", "postcode", "town"} & set(columns)
    names: list[Comparison] = [cl.NameComparison(column) for column in ("first_name", "surname") if column in columns]
    rest = [_plain(column) for column in columns if column not in placed | {"first_name", "surname"}]
    return names + rest + ([_whole_address()] if placed >= {"address", "postcode"} else [])


def _plain(column: str) -> Comparison:
    if column == "dob":
        return cl.DateOfBirthComparison("dob", input_is_string=True, datetime_format="%Y-%m-%d")
    if column.startswith("id_"):
        return cl.DamerauLevenshteinAtThresholds(column, [1, 2])
    return cl.ExactMatch(column).configure(term_frequency_adjustments=column != "sex")


def _whole_address() -> Comparison:
    either = "({0}_l is null or {0}_r is null)"
    return cl.CustomComparison(
        output_column_name="whole_address",
        comparison_levels=[
            cll.CustomLevel(f"{either.format('address')} and {either.format('postcode')}").configure(
                is_null_level=True
            ),
            cll.ExactMatchLevel("address", term_frequency_adjustments=True),
            cll.JaroWinklerLevel("address", 0.92),
            cll.ExactMatchLevel("postcode"),
            cll.ElseLevel(),
        ],
    )


def _is_british(database: duckdb.DuckDBPyConnection) -> bool:
    shape = "postcode ~ '[a-z]+[0-9][a-z0-9]? ?[0-9][a-z]{2}'"
    query = f"select avg(if({shape}, 1, 0)) > 0.5 from people where postcode is not null"
    return bool(database.execute(query).fetchall()[0][0])


def _blocks(columns: list[str]) -> list[Block]:
    wanted = (
        ("first_name", "surname"), ("surname", "dob"), ("first_name", "dob"), ("postcode", "surname"),
        ("postcode", "first_name"), ("dob", "postcode"),
    )  # fmt: skip
    blocks: list[Block] = [block_on(*rule) for rule in wanted if set(rule) <= set(columns)]
    return blocks + [block_on(column) for column in columns if column.startswith("id_")]


def _train(linker: Linker, columns: list[str], em_pairs: float | None) -> None:
    sure = [("first_name", "surname", "dob"), ("first_name", "surname", "address")]
    rules: list[str | BlockingRuleCreator] = [block_on(*rule) for rule in sure if set(rule) <= set(columns)]
    rules += [block_on(column, "first_name") for column in columns if column.startswith("id_")]
    linker.training.estimate_probability_two_random_records_match(rules, recall=0.7)
    linker.training.estimate_u_using_random_sampling(max_pairs=_U_PAIRS)
    linker.training.estimate_parameters_using_expectation_maximisation(
        block_on("first_name", "surname"), max_pairs=em_pairs
    )
    second = next(rule for rule in (("dob",), ("postcode", "address"), ("postcode",)) if set(rule) <= set(columns))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on(*second), max_pairs=em_pairs)


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    print(json.dumps(link(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:])))
