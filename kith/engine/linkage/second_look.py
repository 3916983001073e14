"""Looks a second time: joins clusters by what all the records of each say together, where no two records could.

One record has the birth date and another the new address; a third left the first name out, so that compared alone it
weakened the rest. Each cluster is written as one record of what most of its records say, and clusters are compared as
records are. Two join where it is likelier than not and nobody else comes near to being either of them: a father and a
son who share a name and a home are each other's rival for every note that says no more.
"""

from __future__ import annotations

import numpy as np

from kith.engine.linkage.cluster import Edges, cluster
from kith.engine.linkage.model import Model, columns_of
from kith.engine.linkage.score import score
from kith.engine.store import Database, quoted, run_sql, sql_text

HERE = "kith.engine.linkage"
HINT = -8.0  # bits that some pair of records must say for one person: below it clusters are not compared
ENOUGH = 0.0  # bits for one person: as likely as not, where nobody else comes near
OF_THE_FAMILY = 8.0  # bits against two strangers: one person, or somebody of the household
WHERE_FAMILY = -3.0  # bits, there: whoever else of the household it could be would come near
NAMES_ALONE = 2.0  # bits where nothing but names and sex speaks
CLEAR = 4.0  # bits by which the next best must be worse
SETTLED = 8.0  # bits that a joined cluster's pairs say from then on, so that the next increment joins them again
# What forbids two clusters whatever else they say.
FINAL = (
    "PEOPLE_SAID_NOT_THE_SAME",
    "RELATED_TO_EACH_OTHER",
    "TOO_YOUNG_TO_BE_THE_PARENT",
    "VERIFIED_NUMBERS_CONFLICT",
    "NOT_OF_THAT_AGE_THERE",
)
# Columns that go together: those of the value that most records have.
TOGETHER = {
    "forename": ("forename", "whole_forename", "forename_sound", "share_forename"),
    "surname": ("surname", "surname_sound", "share_surname"),
    "birth": ("birth", "birth_swapped", "born_on", "share_birth"),
    "born_year": ("born_year",),
    "initial": ("initial",),
    "middle_initial": ("middle_initial",),
    "suffix": ("suffix",),
    "sex": ("sex",),
}


def look_again(
    database: Database,
    model: Model,
    seen: dict[str, float],
    threshold: float,
    *,
    names_enough: bool,
    formed_only: bool = False,
) -> None:
    """Join clusters of ``linking.label`` that together say they are one person's, and settle it in ``linking.edge``.

    With ``formed_only`` one of the two must hold a record of ``linking.formed``: all others stay as they were.
    """
    run_sql(database, HERE, "second_hints", least=HINT, final=list(FINAL))
    _write_whole(database, model)
    score(database, model, seen, pairs="hint", into="whole_scored", least=2 * HINT, records="whole")
    same_id = " or ".join(f'"id_{name}" = 2' for name in columns_of(model, "id_")) or "false"
    number_differs = " or ".join(
        f'"id_{name}" = 0' for name in columns_of(model, "id_") if name not in model.own_numbers
    )
    database.execute(
        f"create or replace view linking.whole_weighed as select *, ({same_id}) as same_id,"
        f" ({number_differs or 'false'}) as number_differs from linking.whole_scored"
    )
    run_sql(
        database, HERE, "second_decide", enough=ENOUGH, names_alone=NAMES_ALONE, threshold=threshold, clear=CLEAR,
        of_the_family=OF_THE_FAMILY, where_family=WHERE_FAMILY, names_enough=names_enough,
    )  # fmt: skip
    if formed_only:
        run_sql(database, HERE, "second_formed")
    _join(database)
    run_sql(database, HERE, "second_settle", settled=SETTLED)


def _write_whole(database: Database, model: Model) -> None:
    """Fill ``linking.whole``: each hinted cluster as one record, of what most of its records say and every address."""
    there = dict(row[:2] for row in database.execute("describe linking.record").fetchall())
    own = [f"{prefix}{name}" for prefix in ("id_", "other_") for name in columns_of(model, prefix)]
    groups = TOGETHER | {name: tuple(one for one in (name, f"share_{name}") if one in there) for name in own}
    said = ", ".join(f'"{name}"::varchar as "{name}"' for name in groups)
    names = ", ".join(f'"{name}"' for name in groups)
    database.execute(sql_text(HERE, "second_most").replace("{said}", said).replace("{names}", names))
    lists = [name for name, kind in there.items() if kind.endswith("[]")]
    columns = [f'by_{at}."{one}"' for at, group in enumerate(groups.values()) for one in group]
    joins = [
        f" left join (from linking.most where what = {quoted(name)}) as most_{at} on most_{at}.label = every.label"
        f" left join linking.record as by_{at} on by_{at}.n = most_{at}.n"
        for at, name in enumerate(groups)
    ]
    unions = ", ".join(f"list_distinct(flatten(list({name}))) as {name}" for name in lists)
    told = ", ".join([*(f"every.{name}" for name in lists), *columns])
    database.execute(
        f"create or replace table linking.whole as with every as (select label, {unions}"
        " from linking.hinted join linking.record using (n) group by label),"
        f" told as (select every.label as n, {told} from every{''.join(joins)})"
        " select told.*, coalesce(namesakes.share, 0)::float as namesakes"
        " from told left join linking.namesakes using (forename, surname)"
    )


def _join(database: Database) -> None:
    """Fill ``linking.joined`` (label, whole): the clusters that become one with another, and which."""
    pairs = database.execute("select n_l, n_r, strangers, relative from linking.chosen order by n_l, n_r").fetchnumpy()
    labels = np.unique(np.concatenate([pairs["n_l"], pairs["n_r"]]))
    left, right = (np.searchsorted(labels, pairs[end]) for end in ("n_l", "n_r"))
    size = len(left)
    none, no = np.zeros(size, dtype=np.float32), np.zeros(size, dtype=np.bool_)
    counts = np.ones(size, dtype=np.int64)
    edges = Edges(left, right, pairs["strangers"], pairs["relative"], none, counts, 0 * counts, no, no.copy())
    whole = labels[cluster(edges, np.arange(len(labels)), WHERE_FAMILY)] if size else labels
    database.register("joined_array", {"label": labels, "whole": whole})
    database.execute(
        "create or replace table linking.joined as select label, whole from joined_array where label <> whole"
    )
    database.unregister("joined_array")
