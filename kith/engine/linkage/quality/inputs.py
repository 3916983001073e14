"""Brings what the linkage left behind into the few plain tables that the measuring reads, whatever columns it has.

A county's records have an NHS number and a pupil number; an analyst's files have identifiers of any name. What a
linkage did not make (groups, reviewers' answers, refs) is an empty table here, and the measuring says "not known".
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from kith.engine.linkage.model import Model
from kith.engine.linkage.quality.unaided import linking, weigh_unaided
from kith.engine.store import Database

HERE = "database_name = current_database() and schema_name = 'linking'"  # another may be attached beside it
# What one agency calls a person in two of its systems: it links them, but nobody has verified it.
OWN = ("own", "own_id", "id_own")
_COLUMNS = {"id_nhs_number": "nhs_number", "nhs_number": "nhs_number", "id_upn": "upn", "upn": "upn"}
_OPTIONAL = {
    "labelled": "n_l BIGINT, n_r BIGINT, same BOOLEAN, is_sample BOOLEAN",
    "default_birth": "n BIGINT",
    "ref_before": "record_id VARCHAR, ref VARCHAR",
    "ref_now": "record_id VARCHAR, ref VARCHAR",
}


@dataclass(frozen=True)
class Inputs:
    """What of the optional inputs there is."""

    has_unaided: bool  # whether a pair's weight without its identifiers can be told
    rules: dict[int, str]  # the blocking rules by number; empty if nothing says which rule found which pair
    by_identifier: int  # the bits of the rules that compare identifiers
    has_refs: bool
    has_looked: bool


def prepare(database: Database, model: Model | None, groups_table: str | None) -> Inputs:
    """Fill ``measuring.*`` from ``linking.*``."""
    # A database of its own in memory: nothing of it is kept, and nothing of it need be written.
    database.execute("attach if not exists ':memory:' as measuring")
    tables = _tables(database)
    record = _columns(database, "record")
    _identifiers(database, record)
    rules, by_identifier = _rules(database, tables)
    has_unaided = weigh_unaided(database, model, _columns(database, "guarded"), by_identifier)
    for name, columns in _OPTIONAL.items():
        source = f"from linking.{name}" if name in tables else None
        _optional(database, name, columns, source)
    source = f"select n, what, value from {groups_table}" if groups_table else None
    _optional(database, "group_of", "n BIGINT, what VARCHAR, value VARCHAR", source)
    return Inputs(has_unaided, rules, by_identifier, _any(database, "ref_before"), _any(database, "labelled"))


def _optional(database: Database, name: str, columns: str, source: str | None) -> None:
    database.execute(f"create or replace table measuring.{name} ({columns})")
    if source:
        database.execute(f"insert into measuring.{name} by name {source}")


def _identifiers(database: Database, record: dict[str, str]) -> None:
    """Fill ``measuring.identifier`` (verified ones, by kind) and ``measuring.any_identifier`` (who has any at all)."""
    parts = [
        f"select n, '{kind}' as kind, hash('{kind}', {column}) as number from linking.record where {column} is not null"
        for column, kind in _COLUMNS.items()
        if column in record
    ]
    if record.get("identifiers", "").startswith("MAP"):
        parts.append(
            "select n, held.key as kind, hash(held.key, held.value) as number"
            " from (select n, unnest(map_entries(identifiers)) as held from linking.record)"
            f" where held.value is not null and held.key not in {OWN}"
        )
    whole = " union all ".join(parts) or "select 0::bigint as n, '' as kind, 0::ubigint as number where false"
    database.execute(f"create or replace table measuring.identifier as {whole}")
    own = [f"select n from linking.record where {column} is not null" for column in OWN if column in record]
    if record.get("identifiers", "").startswith("MAP"):
        own.append("select n from linking.record where cardinality(identifiers) > 0")
    database.execute(
        "create or replace table measuring.any_identifier as "
        + " union ".join(["select n from measuring.identifier", *own])
    )


def _rules(database: Database, tables: Collection[str]) -> tuple[dict[int, str], int]:
    """Make ``measuring.found_by`` (n_l, n_r, rules as bits) and return the rules' names, and the identifiers' bits."""
    known = "rule" in tables and "rules" in _columns(database, "compared")
    found = f"n_l, n_r, rules::bigint as rules from {linking(database)}.compared where rules is not null"
    nothing = "0::bigint as n_l, 0::bigint as n_r, 0::bigint as rules where false"
    database.execute(f"create or replace view measuring.found_by as select {found if known else nothing}")
    if not known:
        return {}, 0
    named = dict(database.execute("select rule::integer, name from linking.rule order by 1").fetchall())
    return named, sum(1 << number for number, name in named.items() if _is_of_identifier(name))


def _is_of_identifier(rule: str) -> bool:
    """Answer whether a blocking rule is of identifiers, by its name."""
    return rule in _COLUMNS or bool(re.search(r"\bidentifier", rule))


def has_table(database: Database, name: str) -> bool:
    """Answer whether the linkage has made ``linking.<name>``."""
    return name in _tables(database)


def _tables(database: Database) -> set[str]:
    query = f"select table_name from duckdb_tables() where {HERE}"
    return {row[0] for row in database.execute(query).fetchall()}


def _columns(database: Database, table: str) -> dict[str, str]:
    query = f"select column_name, data_type from duckdb_columns() where {HERE} and table_name = $table"
    return dict(database.execute(query, {"table": table}).fetchall())


def _any(database: Database, table: str) -> bool:
    return bool(database.execute(f"select exists (from measuring.{table})").fetchall()[0][0])
