"""Decides which records are the same person: block, score, guard, cluster, and give each person a lasting ref."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import nicknames
import numpy as np

from kith.engine.linkage.checks import check_linked
from kith.engine.linkage.cluster import MOST, Edges, cluster
from kith.engine.linkage.score import UNLIKELY, read_model, score
from kith.engine.refs import give_refs, keep_refs, open_giving
from kith.engine.store import Apart, Database, Run, run_sql

HERE = "kith.engine.linkage"
THRESHOLD = 4.0  # bits: sixteen to one. Fixed in advance, never tuned to an answer.
LARGEST_BLOCK = 200  # records that share a key; beyond it a key says too little to be worth the comparing


def link(run: Run, *, previous: Path | None = None, apart: Sequence[Apart] = ()) -> dict[str, Any]:
    """Fill ``linked.pair`` and ``linked.record_person``; ``previous`` is the last run's folder. Return the report.

    ``apart`` holds the identities that people keep apart.
    """
    database = run.database
    database.execute("create schema if not exists linking")
    _know_nicknames(database)
    for step in ("names", "records"):
        run_sql(database, HERE, step)
    _obey(database, apart)
    model = read_model()
    run_sql(database, HERE, "scored")
    run_sql(database, HERE, "block", largest=LARGEST_BLOCK)
    score(database, model)
    run_sql(database, HERE, "human")
    _join(database)
    # Once more, now that a record's relatives are known: they say who it is where its own columns do not.
    run_sql(database, HERE, "block_kin")
    score(database, model)
    run_sql(database, HERE, "unborn")
    run_sql(database, HERE, "human")
    _join(database)
    for table in ("linked.pair", "linked.record_person", "linked.person"):
        run.make_table(table)
    open_giving(database, "person", previous)
    run_sql(database, HERE, "members")
    give_refs(database, "person")
    for step in ("linked", "best"):
        run_sql(database, HERE, step)
    changes = keep_refs(database, "person", run.folder)
    report = check_linked(database, THRESHOLD, LARGEST_BLOCK) | {"refs": changes}
    database.execute("drop schema linking cascade")
    return report


def _obey(database: Database, apart: Sequence[Apart]) -> None:
    """Fill ``linking.kept_apart`` (which decision, which side, which record)."""
    rows = [
        (at, side, record)
        for at, case in enumerate(apart)
        for side, records in enumerate((case.one, case.other))
        for record in records
    ]
    database.execute("create or replace table linking.kept_apart (decision BIGINT, side BIGINT, record_id VARCHAR)")
    if rows:
        at, side, record = (list(column) for column in zip(*rows, strict=True))
        database.execute(
            "insert into linking.kept_apart select unnest($at), unnest($side), unnest($record)",
            {"at": at, "side": side, "record": record},
        )


def _know_nicknames(database: Database) -> None:
    """Take the package's short forms of names, mostly American, and our own British ones beside them."""
    lists = [str(files(nicknames) / "names.csv"), str(files(HERE) / "short_names.csv")]
    database.execute(
        f"create or replace table linking.nickname as from read_csv({lists}, header = true, all_varchar = true)"
    )


def _join(database: Database) -> None:
    """Guard the scored pairs, and fill ``linking.label`` (n, label) from those that may join."""
    run_sql(database, HERE, "guard", threshold=THRESHOLD)
    lister = database.execute("select lister_number from linking.record order by n").fetchnumpy()["lister_number"]
    pairs = database.execute(
        """
        select compared.n_l - 1 as l, compared.n_r - 1 as r,
            case when must then $certain else coalesce(weight, $unlikely) end as weight,
            case when veto in ('FORENAME_DIFFERS', 'BIRTH_DIFFERS') then 1 else 0 end as against,
            veto is not null and veto not in ('FORENAME_DIFFERS', 'BIRTH_DIFFERS') as veto,
            coalesce(same_lister or must, false) as allow
        from linking.compared left join linking.guarded using (n_l, n_r) order by l, r
        """,
        {"certain": MOST, "unlikely": UNLIKELY},
    ).fetchnumpy()
    pairs["n"] = np.ones(len(pairs["l"]), dtype=np.int64)
    edges = Edges(*(pairs[name] for name in ("l", "r", "weight", "n", "against", "veto", "allow")))
    label = cluster(edges, lister.astype(np.int64), THRESHOLD)
    database.register("label_array", {"n": np.arange(1, len(label) + 1), "label": label + 1})
    database.execute("create or replace table linking.label as select n, label from label_array")
    database.unregister("label_array")
