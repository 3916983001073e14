"""Checks the standard tables: every kind known, every required cell filled, every row accounted for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kith.engine.store import Database
from kith.engine.tables import STANDARD
from kith.vocabulary.codes.agency_kinds import AGENCY_KINDS
from kith.vocabulary.codes.fact_kinds import FACT_KINDS
from kith.vocabulary.codes.relation_kinds import RELATION_KINDS
from kith.vocabulary.errors import KithError

_CODES: dict[str, Iterable[str]] = {"relation": RELATION_KINDS, "fact": FACT_KINDS, "agency": AGENCY_KINDS}


class UnknownKindError(KithError):
    """A clean.sql gave a code that no code list holds."""

    code = "K202"


class EmptyCellError(KithError):
    """A clean.sql left empty a column that every row must fill."""

    code = "K203"


def check_standard(database: Database, accounts: list[dict[str, object]]) -> dict[str, Any]:
    """Raise when a clean.sql broke the contract; else return what came in, what came out and what was noted."""
    for table, codes in _CODES.items():
        _check_kinds(database, table, codes)
    for table in STANDARD:
        _check_filled(database, table)
    tables = {table: _count(database, f"select count(*) from standard.{table}") for table in STANDARD}
    notes = database.execute("select source, rule, count(*) from standard.note group by all order by all").fetchall()
    return {
        "files": accounts,
        "tables": tables,
        "notes": [{"source": source, "rule": rule, "rows": rows} for source, rule, rows in notes],
    }


def _check_kinds(database: Database, table: str, codes: Iterable[str]) -> None:
    found = database.execute(
        f"select source, kind, count(*) from standard.{table} where not list_contains($codes, kind)"
        " group by all order by all",
        {"codes": sorted(codes)},
    ).fetchall()
    if found:
        source, kind, rows = found[0]
        raise UnknownKindError(
            f"sources/{source}/clean.sql gives {rows} rows of {table!r} the unknown kind {kind!r}.",
            not_done="Nothing of this run was kept.",
            mend="Use a code of kith/vocabulary/codes, or add the new one there with its source and date.",
        )


def _check_filled(database: Database, table: str) -> None:
    for column in STANDARD[table].columns:
        if not column.required:
            continue
        found = database.execute(
            f'select source, count(*), min(row_number) from standard.{table} where "{column.name}" is null '
            "group by source order by source"
        ).fetchall()
        if found:
            source, rows, first = found[0]
            raise EmptyCellError(
                f"sources/{source}/clean.sql leaves {column.name} of {table!r} empty in {rows} rows, from row {first}.",
                not_done="Nothing of this run was kept.",
                mend=f"Fill {column.name} in clean.sql, or leave such rows out there with a where clause and say why.",
            )


def _count(database: Database, query: str) -> int:
    return int(database.execute(query).fetchall()[0][0])
