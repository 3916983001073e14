"""From records to clusters: which pairs to compare, their weights, what holds them apart, and who is whom.

Both doors of linkage, a run's and an analyst's, fill ``linking.said`` and walk through these steps.
"""

from __future__ import annotations

from importlib.resources import files

import nicknames
import numpy as np

from kith.engine.linkage.cluster import MOST, Edges, cluster
from kith.engine.linkage.latin import know_latin
from kith.engine.linkage.model import Model, columns_of, fit_to_columns
from kith.engine.linkage.score import UNLIKELY, Scorer, rarities, score
from kith.engine.store import Database, quoted, run_sql

HERE = "kith.engine.linkage"
THRESHOLD = 4.0  # bits: sixteen to one. Fixed in advance, never tuned to an answer.
LARGEST_BLOCK = 200  # records that share a key; beyond it a key says too little to be worth the comparing
MOST_PAIRS = 5  # of one blocking rule, for each record
NEAR = 5.0  # bits for one person against two relatives: below this a birth or a number that differs is an objection
RELATIVE = -5.0  # bits: a pair that is this much likelier to be two relatives than one person is never joined
# Of the pairs between two clusters one in four may say this: a typo beside a nickname. Every other veto is final.
OBJECTIONS = ("MAYBE_A_RELATIVE", "BIRTH_DIFFERS", "NUMBERS_DIFFER", "LISTED_TWICE")
EXPECTED = 30  # records of an age that a source as large would hold; below it chance alone may leave it out
SELDOM = 30  # times fewer than that: an age that a source never holds
USUAL_SHARE = {
    "forename": 0.005,
    "surname": 0.004,
    "birth": 0.0001,
}  # of a name or a day, where the records are too few
USUAL_COUNTS_AS = 500  # records
VERIFIED = ("nhs_number", "upn")  # numbers with a check digit: two that differ are two people's


def prepare(database: Database, model: Model, *, goes_on: bool = False) -> Model:
    """Fill ``linking.record`` from ``linking.said``; return the model fitted to what the records have.

    With ``goes_on`` the model is one of earlier records, and how common names are is known from them.
    """
    _know_nicknames(database)
    know_latin(database)
    for step in ("names", "record"):
        run_sql(database, HERE, step)
    if goes_on:
        fitted = model
        identifiers, others = (columns_of(model, prefix) for prefix in ("id_", "other_"))
    else:
        identifiers, others = (_names_of(database, kind) for kind in ("identifiers", "other"))
        fitted = fit_to_columns(model, identifiers, others)
    _make_record(database, fitted, identifiers, others, knows_shares=goes_on)
    for done in ("said", "spelling", "word", "short_for", "nickname"):
        database.execute(f"drop table linking.{done}")
    database.execute("create or replace table linking.compared (n_l INTEGER, n_r INTEGER, rules INTEGER)")
    database.execute("drop table if exists linking.scored")
    return fitted


def block(database: Database, *, most_weak: float = MOST_PAIRS) -> None:
    """Fill ``linking.blocked`` with the pairs worth comparing, at most ``most_weak`` for a record by each weak rule."""
    database.execute("set variable first_new = 0")
    for step in ("keys", "key_size", "key_limit", "block"):
        run_sql(database, HERE, step, largest=LARGEST_BLOCK, most=MOST_PAIRS, most_weak=most_weak)


def look_at_records(database: Database, model: Model) -> dict[str, float]:
    """Return the shares that the model leaves to the records: how often two of them share a dwelling, a value."""
    run_sql(database, HERE, "how_common")
    seen = {
        what: float(share) for what, share in database.execute("select what, share from linking.how_common").fetchall()
    }
    for one in model.comparisons:
        if one.name.startswith("other_"):
            seen[one.name] = _chance(database, one.name)
    # One person's records share a birth as well: what they add is taken off again.
    seen["birth"] = min(max(_chance(database, "birth") - seen["match"], 0.00001), 0.002)
    return seen


def weigh(database: Database, model: Model, seen: dict[str, float], scorer: Scorer = score) -> None:
    """Score ``linking.blocked`` into ``linking.scored``, beside what was scored before; ``scorer`` does the work."""
    database.execute("insert into linking.compared select join_key_l, join_key_r, rules from linking.blocked")
    scorer(database, model, seen, pairs="blocked", into="scored_now", least=UNLIKELY)
    made = database.execute(
        "select count(*) from duckdb_tables() where database_name = current_database()"
        " and schema_name = 'linking' and table_name = 'scored'"
    )
    if made.fetchall()[0][0]:
        database.execute("insert into linking.scored by name from linking.scored_now")
        database.execute("drop table linking.scored_now")
    else:
        database.execute("alter table linking.scored_now rename to scored")
    _say_what_numbers_say(database, model)


def add_pairs(database: Database, model: Model, table: str, sure: float) -> None:
    """Count the pairs of ``linking.<table>`` as compared; those not scored yet weigh ``sure`` bits, whatever they say.

    Clusters are held apart by the pairs between them, so each pair that somebody decided must be among them.
    """
    database.execute(
        f"insert into linking.compared select n_l, n_r, 0 from linking.{table}"
        " anti join linking.compared using (n_l, n_r)"
    )
    if sure:
        database.execute(f"delete from linking.scored where (n_l, n_r) in (select (n_l, n_r) from linking.{table})")
    columns = ", ".join(f'-1 as "{one.name}", 0 as "bits_{one.name}"' for one in model.comparisons)
    database.execute(
        f"insert into linking.scored by name select n_l, n_r, {columns}, {sure} as strangers, {sure} as relative,"
        f" {sure} as weight from linking.{table} anti join linking.scored using (n_l, n_r)"
    )


def learn_ages(database: Database, threshold: float) -> None:
    """Fill ``linking.never_there``: the ages that a source never holds, as the scored pairs show."""
    run_sql(database, HERE, "never_there", threshold=threshold, expected=EXPECTED, seldom=SELDOM)


def join(database: Database, threshold: float, *, names_enough: bool) -> None:
    """Guard the scored pairs, and fill ``linking.label`` (n, label) from those that may join.

    ``names_enough`` says whether two records that share nothing but names may be one person's.
    """
    guard(database, threshold, names_enough=names_enough)
    database.execute("create or replace table linking.member as select n, lister_number from linking.record")
    cluster_members(database, threshold)


def guard(database: Database, threshold: float, *, names_enough: bool) -> None:
    """Fill ``linking.guarded`` and ``linking.edge``: what each compared pair says when clusters form."""
    run_sql(database, HERE, "guard", threshold=threshold, relative=RELATIVE, near=NEAR, names_enough=names_enough)
    run_sql(database, HERE, "edge", certain=MOST, unlikely=UNLIKELY, objections=list(OBJECTIONS))


def cluster_members(database: Database, threshold: float) -> None:
    """Fill ``linking.label`` for the records in ``linking.member`` from the edges between them."""
    members = database.execute("select n, lister_number from linking.member order by n").fetchnumpy()
    pairs = database.execute(
        "select edge.* from linking.edge"
        " semi join linking.member as l on l.n = n_l semi join linking.member as r on r.n = n_r"
        " order by n_l, n_r"
    ).fetchnumpy()
    lister = members["lister_number"].astype(np.int64)
    left, right = (np.searchsorted(members["n"], pairs[end]) for end in ("n_l", "n_r"))
    # Whoever lists people seldom lists one twice; if two of its records were compared, something exact says so.
    allow = pairs["must"] | (lister[left] == lister[right])
    counts = pairs["counts"].astype(np.int64)
    against = pairs["against"].astype(np.int64)
    edges = Edges(left, right, pairs["strangers"], pairs["kin"], pairs["home"], counts, against, pairs["veto"], allow)
    label = members["n"][cluster(edges, lister, threshold)]
    database.register("label_array", {"n": members["n"], "label": label})
    database.execute("create or replace table linking.label as select n, label from label_array")
    database.unregister("label_array")


def look_inside(
    database: Database, model: Model, seen: dict[str, float], threshold: float, *, names_enough: bool
) -> None:
    """Compare within each cluster whoever was not compared yet, and form anew the clusters against which that told.

    Two records that share no key can come together through a third, a child and the mother whose name she has.
    """
    for step in ("twice", "unseen"):
        run_sql(database, HERE, step)
    weigh(database, model, seen)
    guard(database, threshold, names_enough=names_enough)
    run_sql(database, HERE, "doubted", objections=list(OBJECTIONS))
    cluster_members(database, threshold)
    database.execute("insert into linking.label from linking.settled")


def _say_what_numbers_say(database: Database, model: Model) -> None:
    """Make ``linking.weighed``: the scored pairs, with what their identifiers say together."""
    numbers = [one.name for one in model.comparisons if one.name.startswith("id_")]
    own = {f"id_{name}" for name in model.own_numbers}

    def any_of(names: list[str], level: int) -> str:
        return " or ".join(f'"{name}" = {level}' for name in names) or "false"

    database.execute(
        f"create or replace view linking.weighed as select *, {any_of(numbers, 2)} as same_id,"
        f" {any_of([name for name in numbers if name not in own], 0)} as number_differs,"
        f" {any_of([f'id_{name}' for name in VERIFIED if f'id_{name}' in numbers], 0)} as verified_differs"
        " from linking.scored"
    )


def _chance(database: Database, column: str) -> float:
    """Return the chance that two records which say anything here say the same."""
    found = database.execute(
        f"select sum(here * (here - 1.0)) / greatest(sum(here) * (sum(here) - 1.0), 1) from"
        f' (select count(*) as here from linking.record where "{column}" is not null group by "{column}")'
    ).fetchall()[0][0]
    return min(max(float(found or 0), 0.00001), 0.9)


def _make_record(
    database: Database, model: Model, identifiers: list[str], others: list[str], *, knows_shares: bool
) -> None:
    """Fill ``linking.record``: the tidied record, a column for each number, and how common each name and value is."""
    columns = "".join(
        f", {kind}[{quoted(name)}] as {_column(prefix, name)}"
        for kind, prefix, names in (("identifiers", "id", identifiers), ("other", "other", others))
        for name in names
    )
    database.execute(
        f"create or replace table linking.made as select * exclude (identifiers, other){columns} from linking.tidied"
    )
    if not knows_shares:
        _count_shares(database, model)
    shares = "".join(f', share_of_{place}.share as "share_{name}"' for place, name in enumerate(rarities(model)))
    joins = "".join(
        f" left join (from linking.share where what = {quoted(name)}) as share_of_{place}"
        f' on share_of_{place}.value = made."{name}"'
        for place, name in enumerate(rarities(model))
    )
    database.execute(
        f"create or replace table linking.record as select made.*{shares}, coalesce(namesakes.share, 0) as namesakes"
        f" from linking.made{joins} left join linking.namesakes using (forename, surname)"
    )
    database.execute("drop table linking.made")


def _count_shares(database: Database, model: Model) -> None:
    """Fill ``linking.share`` (what, value, share) and ``linking.namesakes``: how common each name and value is.

    A short list cannot tell: the model's own share stands beside it as so many records.
    """
    database.execute("create or replace table linking.share (what VARCHAR, value VARCHAR, share FLOAT)")
    for name in rarities(model):
        usual = USUAL_SHARE.get(name, 0.02)
        database.execute(
            f'insert into linking.share select {quoted(name)}, "{name}",'
            f" (count(*) + {USUAL_COUNTS_AS * usual}) / (sum(count(*)) over () + {USUAL_COUNTS_AS})"
            f' from linking.made where "{name}" is not null group by "{name}"'
        )
    run_sql(database, HERE, "namesakes")


def _names_of(database: Database, kind: str) -> list[str]:
    found = database.execute(f"select distinct unnest(map_keys({kind})) as name from linking.said order by name")
    return [name for (name,) in found.fetchall()]


def _know_nicknames(database: Database) -> None:
    """Take the package's short forms of names, mostly American, and our own British ones beside them."""
    lists = [str(files(nicknames) / "names.csv"), str(files(HERE) / "short_names.csv")]
    database.execute(
        f"create or replace table linking.nickname as from read_csv({lists}, header = true, all_varchar = true)"
    )
    words = quoted(files(HERE) / "no_names.csv")
    database.execute(
        f"create or replace table linking.no_name as from read_csv({words}, header = true, all_varchar = true)"
    )


def _column(prefix: str, name: str) -> str:
    return '"' + f"{prefix}_{name}".replace('"', "") + '"'
