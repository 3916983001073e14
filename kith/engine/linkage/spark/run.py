"""Scores pairs with Splink on Spark, in a process of its own: ``python -m kith.engine.linkage.spark.run FOLDER``.

The folder holds what ``door.py`` wrote: records, pairs and the job. Into it go the scored pairs, and how many there
were.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import warnings
from pathlib import Path
from typing import Any

from splink import Linker

from kith.engine.linkage.spark.door import JOB, PAIRS, RECORDS, SCORED, WHY
from kith.engine.linkage.spark.job import Job
from kith.engine.linkage.spark.likeness import know_likeness
from kith.engine.store import MEMORY, THREADS


def main(folder: Path) -> None:
    """Score the pairs in ``folder``."""
    job = Job(**json.loads((folder / JOB).read_text(encoding="utf-8")))
    spark = _session(folder)
    try:
        spark.sparkContext.setCheckpointDir(str(folder / "steps"))
        know_likeness(spark)
        for name in (RECORDS, PAIRS):
            spark.read.parquet(str(folder / name)).createOrReplaceTempView(Path(name).stem)
        predicted = _predict(spark, job)
        predicted.createOrReplaceTempView("predicted")
        spark.sql(job.finish).write.parquet(str(folder / SCORED))
        counted = {"pairs": predicted.count()}
        (folder / "counted.json").write_text(json.dumps(counted), encoding="utf-8")
    finally:
        spark.stop()


def _predict(spark: Any, job: Job) -> Any:
    """Return what Splink says of every pair."""
    from splink import SparkAPI

    # Steps are written down: kept as one plan, Spark would look for every likeness again in every sum.
    door = SparkAPI(spark_session=spark, break_lineage_method="parquet", register_udfs_automatically=False)
    linker = splink_linker(door, job, lambda query: spark.sql(query))
    return linker.inference.predict(warning_mode="never").as_spark_dataframe()


def splink_linker(door: Any, job: Job, select: Any) -> Linker:
    """Return Splink with the job's model, records, pairs and shares; ``select`` makes a table from a query."""
    logging.getLogger("splink").setLevel(logging.ERROR)
    warnings.simplefilter("ignore")
    linker = Linker(door.register(select("select * from record")), job.settings, log_level=logging.ERROR)
    linker.table_management.register_blocked_pairs_for_predict(door.register(select("select * from pair")))
    for column, share in job.shares.items():
        query = f"select {column}, max({share}) as tf_{column} from record where {column} is not null group by {column}"
        linker.table_management.register_term_frequency_lookup(door.register(select(query)), column)
    return linker


def _session(folder: Path) -> Any:
    """Return Spark as its own settings have it, or as much of this machine as DuckDB would take."""
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.appName("kith").config("spark.sql.warehouse.dir", str(folder / "warehouse"))
    if not os.environ.get("SPARK_CONF_DIR"):
        here = {
            "spark.master": f"local[{THREADS}]",
            "spark.driver.memory": MEMORY.removesuffix("B").removesuffix("i").lower(),
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.driver.host": "127.0.0.1",
            "spark.local.dir": str(folder / "spill"),
            "spark.sql.shuffle.partitions": str(4 * THREADS),
            "spark.ui.enabled": "false",
        }
        for name, value in here.items():
            builder = builder.config(name, value)
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    return builder.getOrCreate()


if __name__ == "__main__":
    there = Path(sys.argv[1])
    try:
        main(there)
    except Exception as error:
        # The kind of it only: what Spark says may quote a value.
        (there / WHY).write_text(type(error).__name__, encoding="utf-8")
        raise
