"""Hands the pairs of a linkage to Spark, in a process of its own, and takes them back scored."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from dataclasses import asdict
from pathlib import Path

from kith.engine.linkage.model import Model
from kith.engine.linkage.score import score
from kith.engine.linkage.spark.job import Job, make_job, share_of
from kith.engine.linkage.spark.needs import require_spark, spark_python
from kith.engine.store import Database, quoted, write_parquet
from kith.vocabulary.errors import KithError

RUN = "kith.engine.linkage.spark.run"
RECORDS, PAIRS, JOB, SCORED, WHY = "record.parquet", "pair.parquet", "job.json", "scored", "why.txt"
NOT_DONE = "Nothing was written: no answers are there, not even some."


class SparkStopped(KithError):
    """Spark began and ended without having scored the pairs."""

    code = "K562"


class PairsLost(KithError):
    """Spark gave back another set of pairs than it was given."""

    code = "K564"


def score_on_spark(
    database: Database, model: Model, seen: dict[str, float], *, pairs: str, into: str, least: float
) -> None:
    """Do what ``score.score`` does, on Spark: the same table with the same columns, but for rounding."""
    require_spark()
    types = {row[0]: row[1] for row in database.execute("describe linking.record").fetchall()}
    job = make_job(model, seen, types, least=least)
    given = int(database.execute(f"select count(*) from linking.{pairs}").fetchall()[0][0])
    if given == 0:
        return score(database, model, seen, pairs=pairs, into=into, least=least)
    with tempfile.TemporaryDirectory(prefix="spark-", dir=_spill(database)) as made:
        folder = Path(made).resolve()
        hand_over(database, job, pairs, folder)
        _run(folder)
        _require_all(folder, given)
        columns = ", ".join(
            f'{short} as "{name}", bits_{short} as "bits_{name}"' for name, short in job.comparisons.items()
        )
        database.execute(
            f"create or replace table linking.{into} as select n_l::integer as n_l, n_r::integer as n_r, {columns},"
            f" bits_namesakes, strangers, relative, weight from read_parquet({quoted(folder / SCORED / '*.parquet')})"
        )


def hand_over(database: Database, job: Job, pairs: str, folder: Path) -> None:
    """Write the job, the pairs, and of the records only what is compared."""
    said = ", ".join(f'"{name}" as {short}' for name, short in job.columns.items())
    shares = "".join(
        f', {share_of(name)} as "{job.shares[short]}"' for name, short in job.columns.items() if short in job.shares
    )
    write_parquet(database, f"select n, {said}{shares}, namesakes from linking.record", folder / RECORDS)
    write_parquet(database, f"select match_key, join_key_l, join_key_r from linking.{pairs}", folder / PAIRS)
    (folder / JOB).write_text(json.dumps(asdict(job)), encoding="utf-8")


def _run(folder: Path) -> None:
    """Run Spark to its end. What it says is kept from everybody: it may quote a value."""
    with (folder / "spark.log").open("wb") as log:
        # Where Kith is found is told, for the process works in its own folder.
        home = str(Path(__file__).resolve().parents[4])
        places = os.pathsep.join(filter(None, [home, os.environ.get("PYTHONPATH")]))
        ended = subprocess.run(
            [spark_python(), "-m", RUN, str(folder)],
            cwd=folder, env=os.environ | {"PYTHONPATH": places}, stdout=log, stderr=log, check=False,
        )  # fmt: skip
    if ended.returncode != 0:
        why = folder / WHY
        kind = why.read_text(encoding="utf-8") if why.exists() else f"it ended with {ended.returncode}"
        raise SparkStopped(
            f"Spark stopped before it had scored the pairs ({kind}).",
            not_done=NOT_DONE,
            mend="Leave --engine out; or give Spark more memory (KITH_ENGINE_MEMORY, or a cluster's own settings).",
        )


def _require_all(folder: Path, given: int) -> None:
    taken = json.loads((folder / "counted.json").read_text(encoding="utf-8"))["pairs"]
    if taken != given:
        raise PairsLost(
            f"Spark scored {taken:,} pairs of {given:,}.",
            not_done=NOT_DONE,
            mend="Leave --engine out, and tell whoever looks after Kith: this should not happen.",
        )


def _spill(database: Database) -> Path | None:
    """Return where the database itself may overflow: records of people are written nowhere else."""
    said = str(database.execute("select current_setting('temp_directory')").fetchall()[0][0] or "")
    if not said:
        return None
    Path(said).mkdir(parents=True, exist_ok=True)
    return Path(said)
