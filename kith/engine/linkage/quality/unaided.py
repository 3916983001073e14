"""Weighs each pair as if no identifier had been compared: what names, dates and places alone say of it."""

from __future__ import annotations

from collections.abc import Collection

from kith.engine.linkage.model import Model
from kith.engine.linkage.score import against_relatives
from kith.engine.store import Database

LOWEST = ("forename", "birth")  # without what relatives are like: who differs in either is joined by an identifier only


def weigh_unaided(database: Database, model: Model | None, columns: Collection[str], by_identifier: int) -> bool:
    """Make ``measuring.scored``: each likelier pair's weight, its weight unaided, and whether it may link unaided.

    Return whether the unaided weight can be told: ``linking.guarded`` must say what each comparison added.
    """
    identifiers = [name for name in columns if name.startswith("bits_id_")]
    by_another = f"rules & {~by_identifier & (1 << 62) - 1} <> 0" if by_identifier else "true"
    unaided, may_link = "weight", "true"
    if identifiers and model and {"strangers", "relative"} <= set(columns):
        strangers, relative = f"(strangers - {_sum(identifiers)})", f"(relative - ({_against(model, identifiers)}))"
        # What was added to a pair's weight afterwards, such as for a shared relative, stays.
        unaided = f"weight + {_weighed(strangers, relative)} - {_weighed('strangers', 'relative')}"
        may_link = f"{relative} >= 0"
    elif identifiers:
        unaided = f"weight - {_sum(identifiers)}"
        may_link = " and ".join(f"coalesce({name}, -1) <> 0" for name in LOWEST if name in columns) or "true"
    database.execute(f"""
        create or replace view measuring.scored as
        select n_l, n_r, weight, veto, {unaided} as unaided, veto is null and {may_link} as may_link,
            {by_another} as by_another
        from {linking(database)}.guarded {"left join measuring.found_by using (n_l, n_r)" if by_identifier else ""}""")
    return bool(identifiers)


def linking(database: Database) -> str:
    """Return the schema of the linkage with its database's name: views in another database need both."""
    return f'"{database.execute("select current_database()").fetchall()[0][0]}".linking'


def _sum(names: list[str]) -> str:
    return "(" + (" + ".join(f'coalesce("{name}", 0)' for name in names) or "0") + ")"


def _weighed(strangers: str, relative: str) -> str:
    """Return SQL for the bits for one person against strangers and relatives both, as ``score`` reckons them."""
    return f"({strangers} - log2(1 + pow(2, least({strangers} - {relative}, 300))))"


def _against(model: Model, identifiers: list[str]) -> str:
    """Return SQL for what the identifiers say for one person and against two relatives."""
    known = {f"bits_{one.name}": one for one in model.comparisons}
    parts = [
        f'[0, {", ".join(map(repr, against_relatives(known[name])))}]["{known[name].name}" + 2]'
        for name in identifiers
        if name in known
    ]
    return " + ".join(parts) or "0"
