"""Gives Spark DuckDB's own measures of likeness, so that a pair is as alike on a cluster as on one machine.

Splink brings its own for Spark, but its Jaro-Winkler counts an odd number of swapped letters otherwise: enough to move
pairs over the model's bounds.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import pyarrow as pa

from kith.engine.linkage.spark.dialect import DAMERAU_LEVENSHTEIN, JARO_WINKLER
from kith.engine.store import Database, open_database


def know_likeness(spark: Any) -> None:
    """Let Spark's SQL call both measures by the names that ``dialect.py`` uses."""
    from pyspark.sql.functions import arrow_udf

    spark.udf.register(JARO_WINKLER, arrow_udf(_measure("jaro_winkler_similarity(a, b)::double"), "double"))
    spark.udf.register(DAMERAU_LEVENSHTEIN, arrow_udf(_measure("damerau_levenshtein(a, b)::bigint"), "bigint"))


def _measure(sql: str) -> Callable[[pa.Array, pa.Array], pa.Array]:
    def measure(left: pa.Array, right: pa.Array) -> pa.Array:
        database = _worker()
        database.register("pair", pa.table({"a": left, "b": right}))
        # The type of what comes back is Arrow's, in one piece.
        found = database.execute(f"select {sql} as found from pair").to_arrow_table().column("found").combine_chunks()
        database.unregister("pair")
        return found

    # Spark reads the types of a function when it learns of it, as objects and not as text.
    measure.__annotations__ = {"left": pa.Array, "right": pa.Array, "return": pa.Array}
    return measure


@cache
def _worker() -> Database:
    """Return the database of this worker's process: one thread, for Spark shares out the work."""
    database = open_database()
    database.execute("set threads = 1")
    return database
