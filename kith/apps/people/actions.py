"""Writes people and families: in bulk, a run at a time, from staging tables that the handover has filled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kith.apps.base.sql import run_sql
from kith.apps.governance.actions import replace_run_ties

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

RUN_TABLES = (
    "people_persondetails",
    "people_familydetails",
    "people_familymember",
    "people_relation",
    "people_dwelling",
    "people_residence",
    "people_involvement",
    "people_fact",
    "people_outofview",
)


def take_in_run(cursor: CursorWrapper, run_key: int, *, by: str) -> None:
    """Copy the staged tables (``stage_person``, ``stage_fact``, ...) in as rows of this run; nothing is shown yet."""
    run_sql(cursor, "kith.apps.people", "take_in_run", run_id=run_key)


def put_ties_in_force(cursor: CursorWrapper, run_key: int, *, by: str) -> None:
    """Work out from this run who works with whom and who must not be found, and have governance obey it."""
    run_sql(cursor, "kith.apps.people", "stage_ties", run_id=run_key)
    replace_run_ties(cursor, by=by)


def forget_run(cursor: CursorWrapper, run_key: int, *, by: str) -> None:
    """Delete a retired run's rows; people and families keep their references."""
    for table in RUN_TABLES:
        cursor.execute(f"delete from {table} where run_id = %s", [run_key])
