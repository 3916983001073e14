"""Brings landed rows into the standard tables: one common shape, each row still traceable to its line."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from kith.engine.delivery import Delivery
from kith.engine.sources.declare import Source
from kith.engine.standardise.checks import check_standard
from kith.engine.standardise.clean import clean_source
from kith.engine.standardise.places import find_places
from kith.engine.store import Database, Run, run_sql
from kith.engine.tables import NOTES, STANDARD

HERE = "kith.engine.standardise"


def standardise(
    run: Run,
    sources: Mapping[str, Source],
    deliveries: Sequence[Delivery],
    *,
    erased: Collection[str] = (),
    erased_facts: Collection[str] = (),
) -> dict[str, Any]:
    """Fill ``standard.*`` from the newest deliveries; return rows in and used, rows per table, and notes by rule.

    ``erased`` holds record ids of people who were erased: whatever arrives about them is left out; of
    ``erased_facts`` only the fact itself.
    """
    for table in (*STANDARD.values(), *NOTES.values()):
        run.make_table(table.name)
    prepare_macros(run.database)
    sent = {delivery.source for delivery in deliveries}
    accounts = [account for name in sorted(sent) for account in clean_source(run.database, sources[name], deliveries)]
    _leave_out(run.database, erased)
    _leave_out_facts(run.database, erased_facts)
    for step in ("orphans", "tidy"):
        run_sql(run.database, HERE, step)
    places = find_places(run.database)
    return check_standard(run.database, accounts) | {"addresses": places}


def prepare_macros(database: Database) -> None:
    """Make the words that a clean.sql may use, and the checks of identifiers, which landing uses too."""
    run_sql(database, "kith.engine", "identifiers")
    run_sql(database, HERE, "macros")


def _leave_out(database: Database, erased: Collection[str]) -> None:
    if not erased:
        return
    database.execute("create temp table erased as select unnest($ids) as record_id", {"ids": sorted(erased)})
    for table in ("person", "address", "involvement", "fact"):
        database.execute(f"delete from standard.{table} where record_id in (from erased)")
    database.execute(
        "delete from standard.relation where from_record_id in (from erased) or to_record_id in (from erased)"
    )
    database.execute("drop table erased")


def _leave_out_facts(database: Database, erased: Collection[str]) -> None:
    if erased:
        database.execute("delete from standard.fact where fact_id in (select unnest($ids))", {"ids": sorted(erased)})
