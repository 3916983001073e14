"""The pools of names are large, have no name twice, and fill every slot that a draw can land in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kith.engine.store import Database, open_database, run_sql
from kith.engine.synthetic.make import load_names


@pytest.fixture(scope="module")
def pools() -> Iterator[Database]:
    database = open_database()
    database.execute("set variable seed = 1")
    for name in ("noise", "draws"):
        run_sql(database, "kith.engine.synthetic", name)
    load_names(database)
    yield database
    database.close()


def count(pools: Database, query: str) -> int:
    found = pools.execute(query).fetchone()
    assert found is not None
    return int(found[0])


def test_the_pools_are_large(pools: Database) -> None:
    assert count(pools, "select count(distinct forename) from work.forename") >= 400
    assert count(pools, "select count(distinct surname) from work.surname") >= 600
    assert count(pools, "select count(distinct names) from work.surname") >= 10
    assert count(pools, "select count(*) from work.forename where variants <> ''") >= 250


@pytest.mark.parametrize(
    ("table", "key"),
    [
        ("forename", "names, sex, era, forename"),
        ("surname", "names, surname"),
        ("street_name", "street"),
        ("town_name", "town"),
    ],
)
def test_no_name_is_there_twice(pools: Database, table: str, key: str) -> None:
    assert count(pools, f"select count(*) - count(distinct ({key})) from work.{table}") == 0


@pytest.mark.parametrize("table", ["forename_slot", "surname_slot"])
def test_every_draw_lands_on_a_name(pools: Database, table: str) -> None:
    pool = "names" if table == "surname_slot" else "names, sex, era"
    uneven = (
        f"select {pool} from work.{table} group by {pool} having count(distinct slot) <> slots() or count(*) <> slots()"
    )
    assert count(pools, f"select count(*) from ({uneven})") == 0


def test_a_common_name_has_many_slots_and_a_rare_one_has_one(pools: Database) -> None:
    shares = "select surname, count(*) as n from work.surname_slot where names = 'BRITISH' group by surname"
    assert count(pools, f"select n from ({shares}) where surname = 'Smith'") > 30
    assert count(pools, f"select min(n) from ({shares})") >= 1
    assert count(pools, f"select count(*) from ({shares}) where n <= 3") > 200
