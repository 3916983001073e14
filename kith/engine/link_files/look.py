"""Looks at the records as read, for the report: how full each column is, and what is odd about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kith.engine.link_files.landed import Landed
from kith.engine.store import Database, run_sql

HERE = "kith.engine.link_files"
WHAT = {
    "first_name": "first name",
    "middle_name": "middle name",
    "last_name": "last name",
    "known_as": "known as",
    "previous_last_name": "previous last name",
    "born": "birth date",
    "born_year": "birth year",
    "sex": "sex",
    "address": "address",
    "town": "town",
    "region": "region",
    "postcode": "postcode",
}


@dataclass(frozen=True)
class Looked:
    """What the report says of the records."""

    filled: list[tuple[str, str, int, int]]  # file, what, records that have it, records
    remarks: list[str]


def look(database: Database, landed: Sequence[Landed]) -> Looked:
    """Count what each file's records say, and name what is odd."""
    counts = ", ".join(f"count({column})" for column in WHAT)
    rows = database.execute(
        f"select source, count(*), {counts} from linking.raw group by source order by min(n)"
    ).fetchall()
    filled = [
        (source, what, count, records)
        for source, records, *each in rows
        for what, count in zip(WHAT.values(), each, strict=True)
        if count
    ]
    run_sql(database, HERE, "odd")
    remarks = [f"{source}: {said}" for source, said in database.execute("from linking.odd order by all").fetchall()]
    return Looked(filled, [*remarks, *_empty(landed, filled)])


def _empty(landed: Sequence[Landed], filled: Sequence[tuple[str, str, int, int]]) -> list[str]:
    """Return a sentence for each column that the map or the guess counts on and that holds nothing at all."""
    has = {(source, what) for source, what, *_ in filled}
    columns = {role: what for role, what in WHAT.items() if role not in ("born", "born_year")}
    return [
        f"{one.source}: the column {one.columns.single[role]} ({what}) is empty from top to bottom."
        for one in landed
        if one.rows
        for role, what in columns.items()
        if role in one.columns.single and (one.source, what) not in has
    ]
