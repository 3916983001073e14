"""The macros that make records untidy: the same every time, as often as asked, and never beyond recognition."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kith.engine.store import Database, open_database, run_sql


@pytest.fixture
def database() -> Iterator[Database]:
    opened = open_database()
    opened.execute("set variable seed = 5")
    run_sql(opened, "kith.engine.synthetic", "noise")
    opened.execute("set variable name_variants = map {'Mohammed': ['Muhammad', 'Mohamed']}")
    yield opened
    opened.close()


def drawn(database: Database, expression: str, times: int = 2_000, first: int = 1_000) -> list[object]:
    """Return the expression for ``times`` people, by default those after the planted families."""
    people = f"range({first}, {first + times}) t(i)"
    return [value for (value,) in database.execute(f"select {expression} from {people} order by i").fetchall()]


def test_chance_is_even_and_two_salts_are_strangers(database: Database) -> None:
    found = database.execute(
        "select avg(chance(i, 'a')), corr(chance(i, 'a'), chance(i, 'b')), corr(chance(i, 'a'), chance(i + 1, 'a')), "
        "min(chance(i, 'a')) >= 0 and max(chance(i, 'a')) < 1 from range(50000) t(i)"
    ).fetchone()
    assert found is not None
    assert found[0] == pytest.approx(0.5, abs=0.01)
    assert abs(found[1]) < 0.02
    assert abs(found[2]) < 0.02
    assert found[3]


def test_another_seed_draws_otherwise(database: Database) -> None:
    before = drawn(database, "chance(i, 'a')")
    assert drawn(database, "chance(i, 'a')") == before
    database.execute("set variable seed = 6")
    assert drawn(database, "chance(i, 'a')") != before


def test_a_typo_is_one_slip_and_keeps_the_first_letter(database: Database) -> None:
    written = set(drawn(database, "typo('Marlowe', i, 's')"))
    assert len(written) > 12
    assert all(str(name)[0] == "M" and 6 <= len(str(name)) <= 8 for name in written)
    assert set(drawn(database, "typo('Li', i, 's')")) == {"Li"}


@pytest.mark.parametrize("macro", [
    "written_forename('Mohammed', 'Mo', i, 's', {rate}) <> 'Mohammed'",
    "written_surname('Okafor-Lunn', 'Okafor', i, 's', {rate}) <> 'Okafor-Lunn'",
    "written_birth(date '2012-07-09', i, 's', {rate}) <> date '2012-07-09'",
    "coalesce(written_postcode('QX4 7TN', i, 's', {rate}), '') <> 'QX4 7TN'",
    "written_address('Flat 2', null, '14', 'Tern Close', i, 's', {rate}) <> 'Flat 2, 14 Tern Close'",
])  # fmt: skip
def test_the_rate_is_kept(database: Database, macro: str) -> None:
    assert not any(drawn(database, macro.format(rate=0)))
    assert sum(map(bool, drawn(database, macro.format(rate=0.2)))) / 2_000 == pytest.approx(0.2, abs=0.04)


def test_the_families_that_the_documents_speak_of_are_written_as_they_are(database: Database) -> None:
    for macro in (
        "written_forename('Dawn', 'Dee', i, 's', 1) <> 'Dawn'",
        "written_surname('Marlowe', 'Frost', i, 's', 1) <> 'Marlowe'",
        "written_birth(date '1984-03-14', i, 's', 1) <> date '1984-03-14'",
    ):
        assert not any(drawn(database, macro, times=1_000, first=0))
        assert any(drawn(database, macro, times=10))


def test_a_name_is_written_in_the_ways_people_write_it(database: Database) -> None:
    forenames = set(drawn(database, "written_forename('Mohammed', 'Mo', i, 's', 1)"))
    assert {"Mo", "Muhammad", "Mohamed", "M"} <= forenames
    surnames = set(drawn(database, "written_surname('Okafor-Lunn', 'Okafor', i, 's', 1)"))
    assert {"Okafor", "Lunn", "Okafor Lunn"} <= surnames or {"Okafor", "Lunn"} <= surnames


def test_a_wrong_birth_date_is_still_a_date_near_by(database: Database) -> None:
    written = {str(day) for day in drawn(database, "written_birth(date '2012-07-09', i, 's', 1)")}
    assert {"2012-09-07", "2012-01-01", "2011-07-09", "2002-07-09"} <= written
    leap = drawn(database, "written_birth(date '1980-02-29', i, 's', 1)")
    assert None not in leap


def test_an_address_without_a_flat_stays_whole(database: Database) -> None:
    written = set(drawn(database, "written_address(null, null, '14', 'Tern Close', i, 's', 1)"))
    assert "14 Tern Cl" in written
    assert all("14" in str(address) for address in written)


def test_maybe_and_pick(database: Database) -> None:
    missing = [value for value in drawn(database, "maybe('x', i, 's', 0.3)") if value is None]
    assert len(missing) / 2_000 == pytest.approx(0.3, abs=0.04)
    assert set(drawn(database, "pick(['a', 'b', 'c'], i, 's')")) == {"a", "b", "c"}
