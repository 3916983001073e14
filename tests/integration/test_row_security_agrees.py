"""The database and the pure rule agree on every row of random worlds: two writings of one policy check each other.

A world has people in no run whom workers wrote down, shields, hidden relations, broken glass in and out of its time and
sitting, typed reasons, consent in many voices, ended agreements and drafts, several roles, clearances, ties of every
kind, declared interests, changed caps.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import pytest

from kith.rules.access import Purpose
from tests.mutants import SQL_FAULTS, SqlFault

WORLDS, DRAWS = 14, 40
TOMORROW = date(2026, 11, 21)
PURPOSES = (*Purpose, Purpose.SAFEGUARDING, Purpose.SAFEGUARDING)  # where most can be lifted
Make = Callable[[int], Any]


@pytest.fixture
def worlds(database: None) -> Iterator[Make]:
    """Make random worlds, one after the other, in the database that the web role reads."""
    from kith.apps.governance.policy_data import load_policy
    from kith.project.row_security import apply_row_security
    from tests.builders.random_world import make_world

    apply_row_security()
    shipped = load_policy()
    yield lambda seed: make_world(seed, (dict(shipped.caps), dict(shipped.clearances)))
    apply_row_security()


def test_rows_seen_through_the_database_are_those_the_rule_allows(worlds: Make) -> None:
    seen: Counter[str] = Counter()
    for seed in range(WORLDS):
        for question, rows, said in _compare(worlds(seed), seed):
            assert rows == said, (seed, question)
            seen.update({table: len(found) for table, found in rows.items()})
    # What is never seen proves nothing.
    assert min(seen.values()) >= 10, dict(seen)


@pytest.mark.parametrize("fault", SQL_FAULTS, ids=[fault.name for fault in SQL_FAULTS])
def test_a_fault_in_the_databases_policy_is_noticed(worlds: Make, fault: SqlFault) -> None:
    from django.db import connections

    import kith.apps

    text = (Path(kith.apps.__file__).parent / fault.file).read_text(encoding="utf-8")
    assert text.count(fault.right) >= 1, "the fault no longer fits the file: write it anew"
    with connections["owner"].cursor() as cursor:
        cursor.execute(text.replace(fault.right, fault.wrong))
    assert any(rows != said for seed in range(WORLDS) for _, rows, said in _compare(worlds(seed), seed))


def _compare(world: Any, seed: int) -> Iterator[tuple[Any, dict[str, set[Any]], dict[str, set[Any]]]]:
    """Give each question with the rows that the database gives and those that the rule allows."""
    from tests.builders.random_world import FAMILIES, TODAY, Oracle

    every = list(
        product(world.askers, PURPOSES, [*FAMILIES, *FAMILIES, "", "F-NOWHERE"], [TODAY, TODAY, TODAY, TOMORROW])
    )
    Random(seed).shuffle(every)
    # Nearly every question at random is refused: most of those that are asked have, or just miss, a tie.
    near = [each for each in every if _is_near(world, each[0], each[2])]
    for asker, purpose, family_ref, day in [*near[: DRAWS * 3 // 4], *every[: DRAWS // 4]]:
        oracle = Oracle(world, asker, purpose.value, on=day)
        rows = _read(asker, purpose.value, day, family_ref)
        yield (
            (asker, purpose, family_ref, day),
            rows,
            oracle.rows_of_family(family_ref) if family_ref else oracle.rows_of_search(),
        )


def _is_near(world: Any, asker: Any, family_ref: str) -> bool:
    """Answer whether anything at all ties the worker to the family, whenever, for whatever and in whatever sitting."""
    mine = (asker.row.agency_id, asker.row.staff_id)
    ties = {row.family_ref for row in world.rows["tie"] if (row.agency_id, row.staff_id) in (mine, (mine[0], ""))}
    openings = {row.family_ref for row in world.rows["opening"] if row.worker_id == asker.key}
    return bool(asker.roles) and family_ref in ties | openings


def _read(asker: Any, purpose: str, day: date, family_ref: str) -> dict[str, set[Any]]:
    """Return what the web role gets from every table, with no condition of its own, once it is said who asks."""
    from django.db import connection, transaction

    from tests.builders.random_world import FAMILIES, TABLES

    scope = "FAMILY" if family_ref else "SEARCH"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "select kith_begin(%s, %s, %s, %s, %s, %s, %s)",
            [asker.key, purpose, day, True, asker.session_ref, scope, family_ref],
        )
        rows: dict[str, set[Any]] = {}
        for table in TABLES:
            cursor.execute(f"select id from {table}")
            rows[table] = {number for (number,) in cursor.fetchall()}
        cursor.execute("select person_ref, agency_id, category, sensitivity from kith_held()")
        rows["kith_held"] = set(cursor.fetchall())
        cursor.execute("select family_ref, person_ref from kith_written_members(%s)", [list(FAMILIES)])
        rows["kith_written_members"] = set(cursor.fetchall())
        return rows
