"""Writes the ties and shields that a run says, in bulk, when it goes live, and ends those that hold until then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kith.apps.base.sql import run_sql

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper


def replace_run_ties(cursor: CursorWrapper, *, by: str) -> None:
    """Put what stands in ``stage_tie`` and ``stage_shield`` in place of the ties and shields of the run before.

    Ties and shields that people made are not touched.
    """
    run_sql(cursor, "kith.apps.governance", "replace_run_ties", by=by)


def end_written_ties(cursor: CursorWrapper, *, by: str) -> None:
    """End the ties of managers to those whom they wrote down and whom the live run has now."""
    run_sql(cursor, "kith.apps.governance", "end_written_ties")
