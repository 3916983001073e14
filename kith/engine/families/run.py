"""Finds dwellings, who lives where, who is bound to whom, and so the families: never from a shared address alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from kith.engine.families.checks import check_families
from kith.engine.refs import give_refs, keep_refs, open_giving
from kith.engine.store import Apart, Database, Run, SaidOfBond, SaidOfHome, run_sql
from kith.engine.tables import FAMILIES

HERE = "kith.engine.families"
STEPS = ("dwellings", "residence", "households", "household_status", "relations", "bonds", "seeds", "members")


def find_families(
    run: Run,
    as_at: date,
    *,
    previous: Path | None = None,
    apart: Sequence[Apart] = (),
    said: Sequence[SaidOfBond] = (),
    left: Sequence[SaidOfHome] = (),
) -> dict[str, Any]:
    """Fill ``families.*`` as things stand on ``as_at``; ``previous`` is the last run's folder. Return the report.

    Nothing here may lead from one to the other of two identities of one person that are kept ``apart``. What workers
    ``said`` of a bond, or of who ``left`` a home, goes before what agencies send.
    """
    database = run.database
    database.execute("create schema if not exists kin")
    _obey(database, [case for case in apart if case.is_new_identity])
    _hear(database, said)
    _hear_who_left(database, left)
    for table in FAMILIES.values():
        run.make_table(table.name)
    for step in STEPS:
        run_sql(database, HERE, step, as_at=as_at)
    open_giving(database, "family", previous)
    run_sql(database, HERE, "giving")
    give_refs(database, "family")
    run_sql(database, HERE, "family_member")
    changes = keep_refs(database, "family", run.folder)
    report = check_families(database) | {"refs": changes}
    database.execute("drop schema kin cascade")
    return report


def _obey(database: Database, apart: Sequence[Apart]) -> None:
    """Fill ``kin.kept_apart`` (one_ref, the earlier identity, and other_ref)."""
    database.execute("create or replace table kin.kept_apart (one_ref VARCHAR, other_ref VARCHAR)")
    for case in apart:
        database.execute(
            """
            insert into kin.kept_apart
            select distinct one.person_ref, other.person_ref
            from linked.record_person as one, linked.record_person as other
            where list_contains($one, one.record_id) and list_contains($other, other.record_id)
            """,
            {"one": list(case.one), "other": list(case.other)},
        )


def _hear(database: Database, said: Sequence[SaidOfBond]) -> None:
    """Fill ``kin.said`` (from_ref, kind, to_ref, decision, said_on): who the records of each end are in this run."""
    database.execute(
        "create or replace table kin.said"
        " (from_ref VARCHAR, kind VARCHAR, to_ref VARCHAR, decision VARCHAR, said_on DATE)"
    )
    for one in said:
        database.execute(
            """
            insert into kin.said
            select distinct one.person_ref, $kind, other.person_ref, $decision, $said_on::date
            from linked.record_person as one, linked.record_person as other
            where list_contains($from, one.record_id) and list_contains($to, other.record_id)
            """,
            {
                "kind": one.kind,
                "decision": one.decision,
                "said_on": one.said_on,
                "from": list(one.from_records),
                "to": list(one.to_records),
            },
        )


def _hear_who_left(database: Database, left: Sequence[SaidOfHome]) -> None:
    """Fill ``kin.said_left`` (person_ref, dwelling_id, left_on, said_on)."""
    database.execute(
        "create or replace table kin.said_left (person_ref VARCHAR, dwelling_id VARCHAR, left_on DATE, said_on DATE)"
    )
    for one in left:
        database.execute(
            """
            insert into kin.said_left
            select distinct person_ref, $dwelling_id, $left_on::date, $said_on::date
            from linked.record_person where list_contains($records, record_id)
            """,
            {
                "dwelling_id": one.dwelling_id,
                "left_on": one.left_on,
                "said_on": one.said_on,
                "records": list(one.records),
            },
        )
