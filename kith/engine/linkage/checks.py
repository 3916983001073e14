"""Checks the linkage and reports on it: pairs, vetoes, cluster sizes, records that say too little to link."""

from __future__ import annotations

from typing import Any

from kith.engine.store import Database, run_sql
from kith.vocabulary.errors import KithError

HERE = "kith.engine.linkage"
MOST_RECORDS = 60  # of one person: twelve agencies with five records each is already beyond belief
SEVERAL = ("vetoes", "records_per_person", "too_common_keys", "say_too_little")


class RecordsLostError(KithError):
    """Linkage did not give every record exactly one person."""

    code = "K211"


def check_linked(database: Database, threshold: float) -> dict[str, Any]:
    """Raise if a record was lost or doubled; else return the counts of the report."""
    _check_nothing_lost(database)
    run_sql(database, HERE, "report", threshold=threshold, most_records=MOST_RECORDS)
    report: dict[str, Any] = {what: {} for what in SEVERAL}
    for what, name, count in database.execute("from linking.report").fetchall():
        if what in SEVERAL:
            report[what][name] = count
        else:
            report[what] = count
    return report


def _check_nothing_lost(database: Database) -> None:
    came, went, distinct = database.execute(
        "select (select count(*) from standard.person), count(*), count(distinct record_id) from linked.record_person"
    ).fetchall()[0]
    if not came == went == distinct:
        raise RecordsLostError(
            f"{came} records went into linkage, and {went} rows with {distinct} records came out.",
            not_done="The run was not finished.",
            mend="This is a fault in Kith: please report it with the manifest of the run before.",
        )
