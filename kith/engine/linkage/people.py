"""The door for an analyst's files: who in ``linking.raw`` is whom, anew or going on from what was known."""

from __future__ import annotations

import secrets
from pathlib import Path

from kith.engine.linkage.learn import learn
from kith.engine.linkage.model import Model, read_model
from kith.engine.linkage.resolve import (
    THRESHOLD,
    block,
    cluster_members,
    guard,
    join,
    learn_ages,
    look_at_records,
    look_inside,
    prepare,
    weigh,
)
from kith.engine.linkage.score import Scorer, score
from kith.engine.linkage.second_look import look_again
from kith.engine.linkage.state import keep_state, open_state
from kith.engine.refs import give_refs, open_giving, prepare_key
from kith.engine.store import Database, quoted, run_sql

HERE = "kith.engine.linkage"
KEY = "key"


def link_people(
    database: Database,
    *,
    model: Model | None = None,
    threshold: float | None = None,
    previous: Path | None = None,
    anew: bool = False,
    state: Path | None = None,
    scorer: Scorer = score,
) -> Model:
    """Fill ``linking.label`` (n, label) and ``linking.ref`` (n, person_ref); return the model used.

    With ``previous``, the state of an earlier time, ``linking.raw`` holds what is new since and ``linking.replaced``
    (n) what no longer holds; then the two tables have a row for each new record, and for each earlier one that is
    looked at again: everybody else stays who they were. ``anew`` forgets how they were linked and keeps only what
    people were called, from ``linking.earlier`` (n, person_ref). ``state`` is the folder for what the next time must
    know.
    """
    bar = THRESHOLD if threshold is None else threshold
    run_sql(database, HERE, "from_files")
    if previous and not anew:
        model, seen = _go_on(database, previous, bar, scorer)
    else:
        model, seen = _begin(database, model or read_model(), bar, scorer)
    _give_refs(database, previous, state, anew=anew)
    if state:
        keep_state(database, state, model, seen, previous=None if anew else previous)
    return model


def _begin(database: Database, model: Model, threshold: float, scorer: Scorer) -> tuple[Model, dict[str, float]]:
    model = prepare(database, model)
    block(database)
    model, seen = learn(database, model, look_at_records(database, model))
    weigh(database, model, seen, scorer)
    learn_ages(database, threshold)
    for done in ("learn_from", "lesson", "key_size"):
        database.execute(f"drop table linking.{done}")
    join(database, threshold, names_enough=True)
    look_inside(database, model, seen, threshold, names_enough=True)
    look_again(database, model, seen, threshold, names_enough=True)
    database.execute("create or replace view linking.new_record as from linking.record")
    return model, seen


def _go_on(database: Database, previous: Path, threshold: float, scorer: Scorer) -> tuple[Model, dict[str, float]]:
    """Compare new records with earlier ones and with each other, and form anew only the clusters that they touch."""
    model, seen = open_state(database, previous)
    model = prepare(database, model, goes_on=True)
    database.execute("create or replace table linking.new_record as from linking.record")
    database.execute("set variable first_new = (select coalesce(min(n), 0) from linking.record)")
    run_sql(database, HERE, "keys")
    for step in ("known_keys", "key_size", "block", "known_records"):
        run_sql(database, HERE, step)
    weigh(database, model, seen, scorer)
    run_sql(database, HERE, "known_apart")
    guard(database, threshold, names_enough=True)
    run_sql(database, HERE, "touched", threshold=threshold)
    cluster_members(database, threshold)
    run_sql(database, HERE, "edge_kept")
    return model, seen


def _give_refs(database: Database, previous: Path | None, state: Path | None, *, anew: bool) -> None:
    """Fill ``linking.ref``, ``linking.whose`` (everybody) and ``linking.change`` (which refs were merged and split).

    A cluster keeps the ref that most of its records had.
    """
    key = bytes.fromhex((previous / KEY).read_text(encoding="ascii")) if previous else secrets.token_bytes(32)
    if state:
        state.mkdir(parents=True, exist_ok=True)
        (state / KEY).write_text(key.hex(), encoding="ascii")
    prepare_key(database, key)
    open_giving(database, "person", None)
    run_sql(database, HERE, "giving_of_files")
    if previous:
        database.execute(
            "create or replace view linking.known_used as"
            f" from read_parquet({quoted(previous / 'used')} || '-*.parquet')"
        )
        if not anew:
            database.execute("create or replace view linking.earlier as select n, person_ref from linking.known_label")
        run_sql(database, HERE, "giving_known")
    give_refs(database, "person")
    run_sql(database, HERE, "ref_of_files")
    run_sql(database, HERE, "whose_known" if previous and not anew else "whose")
