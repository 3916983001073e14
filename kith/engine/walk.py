"""Follows one family's rows through every door of a finished run: from an agency's file to what pages may read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kith.engine.store import Database, RunsFolder, open_database, quoted
from kith.vocabulary.errors import KithError

PLANTED = "Marlowe"  # the family that the documents speak of

Door = list[dict[str, Any]]


class NoSuchFamily(KithError):
    """A run holds no family of that ref or name."""

    code = "K223"


class NoRunYet(KithError):
    """There is no finished run to walk through."""

    code = "K224"


def walk(runs: Path, *, family: str | None = None, run_id: str | None = None, rows: int = 3) -> dict[str, Door]:
    """Return the first ``rows`` rows of ``family`` (a ref, or a surname in an example) at each door of a run."""
    folder = RunsFolder(runs)
    finished = folder.run_ids()
    if not finished or (run_id and run_id not in finished):
        raise NoRunYet(
            "There is no such finished run.",
            not_done="There is nothing to walk through.",
            mend="Make one with: kith run. Its id is printed at the end.",
        )
    database = open_database()
    _show(database, folder.run(run_id or finished[-1]))
    ref = _family_ref(database, family or PLANTED)
    database.execute(
        "create table walker as select person_ref from families.family_member where family_ref = $ref", {"ref": ref}
    )
    database.execute(
        "create table known as"
        " select record_id, person_ref from linked.record_person semi join walker using (person_ref)"
    )
    doors = {"1 Landed: a row as the agency sent it": list(_landed(database, folder, rows))}
    for title, query in _DOORS.items():
        doors[title] = _rows(database, f"{query} limit {rows}", ref)
    database.close()
    return doors


_DOORS = {
    "2 Standardised: records, one for each person that an agency knows": (
        "select record.* from standard.person as record join known using (record_id) order by source, row_number"
    ),
    "3 Linked: which person each record is": "select record_id, person_ref from known order by person_ref, record_id",
    "4 Linked: pairs that were compared": (
        "select pair.* from linked.pair where record_id_l in (select record_id from known)"
        " and record_id_r in (select record_id from known) order by weight desc, record_id_l, record_id_r"
    ),
    "5 Families: bonds between them": (
        "select relation.* from families.relation"
        " where from_person_ref in (from walker) and to_person_ref in (from walker) order by all"
    ),
    "6 Families: who belongs to the family": (
        "from families.family_member where family_ref = $ref order by role, person_ref"
    ),
    "7 Published: people that a page may show": (
        "from published.person semi join walker using (person_ref) order by born_on, person_ref"
    ),
    "8 Published: who works with them": (
        "from published.involvement semi join walker using (person_ref) order by valid_from desc, agency_id"
    ),
    "9 Published: what has happened": (
        "from published.fact semi join walker using (person_ref) order by happened_on desc, fact_id"
    ),
}


def _show(database: Database, run: Path) -> None:
    """Make every kept and published table of the run visible under its own name."""
    files = [*(run / "stages").glob("*/*.parquet"), *(run / "published").glob("*.parquet")]
    for file in files:
        database.execute(f"create schema if not exists {file.parent.name}")
        database.execute(f"create view {file.parent.name}.{file.stem} as from read_parquet({quoted(file)})")


def _family_ref(database: Database, wanted: str) -> str:
    found = database.execute(
        """
        select family_ref from published.family join published.family_member using (family_ref)
        where family_ref = upper($wanted) or person_ref = upper($wanted)
            or lower(name) = lower('The ' || $wanted || ' family')
        group by family_ref order by count(*) desc, family_ref limit 1
        """,
        {"wanted": wanted},
    ).fetchall()
    if not found:
        raise NoSuchFamily(
            "The run holds no family in view of that ref or name.",
            not_done="Nothing was shown.",
            mend="Give a family's ref as its page shows it; the example council has a family called Marlowe.",
        )
    return str(found[0][0])


def _landed(database: Database, folder: RunsFolder, rows: int) -> Iterator[dict[str, Any]]:
    """Yield the landed rows behind the family's first records."""
    records = database.execute(
        "select delivery_id, row_number from standard.person join known using (record_id)"
        f" order by source, row_number limit {rows}"
    ).fetchall()
    for delivery_id, row_number in records:
        for file in sorted((folder.delivery(delivery_id) / "rows").glob("*.parquet"))[:1]:
            row = _rows(database, f"from read_parquet({quoted(file)}) where row_number = {row_number} limit 1", None)
            yield {"delivery": delivery_id, "file": file.stem, **(row[0] if row else {})}


def _rows(database: Database, query: str, ref: str | None) -> Door:
    answer = database.execute(query, {"ref": ref} if "$ref" in query else None)
    names = [column[0] for column in answer.description or ()]
    return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]
