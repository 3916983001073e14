"""Takes in the pairs and records of a run, and lets them go with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kith.apps.base.sql import run_sql

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

HERE = "kith.apps.matching"
RUN_TABLES = ("matching_reviewpair", "matching_personrecord")


def take_in_review(cursor: CursorWrapper, run_key: int, *, by: str) -> None:
    """Copy ``stage_review`` and ``stage_record`` in as rows of this run; a pair that is new becomes a case."""
    run_sql(cursor, HERE, "take_in_review", run_id=run_key)


def ask_of_doubts(cursor: CursorWrapper, run_key: int, *, by: str) -> None:
    """Ask of what workers doubt in the run that goes live: some of it they doubted after it had been loaded."""
    cursor.execute("select kith_ask_of_doubts(%s)", [run_key])


def forget_review(cursor: CursorWrapper, run_key: int, *, by: str) -> None:
    """Delete a retired run's rows, and cases that nobody answered and no run asks any more."""
    run_sql(cursor, HERE, "forget_review", run_id=run_key)
