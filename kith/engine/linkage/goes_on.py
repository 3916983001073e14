"""Links a council's week on from the last: compares what has changed with everything, and forms anew whom it touches.

Everybody else stays who they were, and so does what every pair of theirs said. Relatives speak as in a whole linkage,
but only for those who are formed again.
"""

from __future__ import annotations

from dataclasses import dataclass

from kith.engine.linkage.council_state import AS_SCORED
from kith.engine.linkage.model import Model
from kith.engine.linkage.resolve import THRESHOLD, add_pairs, cluster_members, guard, look_inside, weigh
from kith.engine.linkage.second_look import look_again
from kith.engine.store import Database, run_sql

HERE = "kith.engine.linkage"
SURE_BABY = 12.0  # bits: two records of one day, expected by the same relatives


@dataclass(frozen=True)
class Touched:
    """How much of the last linkage a week touched."""

    changed: int  # records that are new or say something else
    gone: int
    again: int  # records whose person was formed again
    pairs: int  # compared for the first time


def count_changed(database: Database) -> tuple[int, int, int]:
    """Compare this run's records with the known ones; return how many changed, have gone, are there."""
    run_sql(database, HERE, "was")
    return _three(
        database,
        "select (select count(*) from linking.changed), (select count(*) from linking.was where n is null),"
        " (select count(*) from linking.fingerprint)",
    )


def go_on(database: Database, model: Model, seen: dict[str, float]) -> Touched:
    """Fill ``linking.label``, ``compared`` and ``guarded`` for everybody, from what is known and what has changed."""
    for step in ("keys", "block_changed", "listed_twice", "human"):
        run_sql(database, HERE, step)
    weigh(database, model, seen)
    guard(database, THRESHOLD, names_enough=False)
    run_sql(database, HERE, "reached", threshold=THRESHOLD)
    pairs = database.execute("select count(*) from linking.compared").fetchall()[0][0]
    _take_up(database)
    _form(database, model)
    # Once more, now that the relatives of those who are formed again are known.
    run_sql(database, HERE, "block_kin")
    run_sql(database, HERE, "only_again")
    weigh(database, model, seen)
    run_sql(database, HERE, "unborn")
    run_sql(database, HERE, "only_babies_again")
    add_pairs(database, model, "same_baby", SURE_BABY)
    _form(database, model)
    look_inside(database, model, seen, THRESHOLD, names_enough=False)
    _put_back(database)
    look_again(database, model, seen, THRESHOLD, names_enough=False, formed_only=True)
    changed, gone, again = _three(
        database,
        "select (select count(*) from linking.changed), (select count(*) from linking.was where n is null),"
        " (select count(*) from linking.formed)",
    )
    return Touched(changed, gone, again, int(pairs))


def _take_up(database: Database) -> None:
    """Bring the carried pairs of whoever is formed again beside the new ones, as they were scored."""
    run_sql(database, HERE, "taken_up")
    database.execute("create or replace table linking.formed as from linking.member")
    as_scored = {"strangers": "scored_strangers", "weight": "scored_weight"}
    columns = [row[0] for row in database.execute("describe linking.scored").fetchall()]
    taken = ", ".join(f'"{as_scored.get(name, name)}" as "{name}"' for name in columns)
    database.execute(
        f"insert into linking.scored by name select {taken} from linking.taken_up where scored_weight is not null"
    )


def _form(database: Database, model: Model) -> None:
    """Form the persons who are formed again; all others keep the label that they had."""
    add_pairs(database, model, "human_again", 0.0)
    guard(database, THRESHOLD, names_enough=False)
    database.execute("create or replace table linking.member as from linking.formed")
    cluster_members(database, THRESHOLD)
    database.execute(
        "insert into linking.label select n, label from linking.known_label"
        " where n not in (select n from linking.formed)"
    )


def _put_back(database: Database) -> None:
    """Put the pairs that were left alone beside the others: reports and the next run read them all."""
    columns = ", ".join(f'"{row[0]}"' for row in database.execute("describe linking.guarded").fetchall())
    database.execute(
        f"create view linking.as_scored as {AS_SCORED} union all by name"
        " select n_l, n_r, scored_strangers, scored_weight from linking.carried where scored_weight is not null"
    )
    database.execute("insert into linking.compared select n_l, n_r, rules from linking.carried")
    database.execute(
        f"insert into linking.guarded by name select {columns} from linking.carried where scored_weight is not null"
    )


def _three(database: Database, query: str) -> tuple[int, int, int]:
    one, two, three = database.execute(query).fetchall()[0]
    return int(one), int(two), int(three)
