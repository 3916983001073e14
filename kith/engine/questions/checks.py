"""Counts the answers by question, so that a question which nobody answers yes to is noticed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kith.engine.store import Database


def check_flags(database: Database, questions: Sequence[str]) -> dict[str, Any]:
    """Return the counts of the report: flags, people flagged, and flags by question (0 where nobody is)."""
    flags, people = database.execute("select count(*), count(distinct person_ref) from questions.flag").fetchall()[0]
    found = dict(database.execute("select question, count(*) from questions.flag group by question").fetchall())
    return {"flags": flags, "people": people, "by_question": {name: found.get(name, 0) for name in sorted(questions)}}
