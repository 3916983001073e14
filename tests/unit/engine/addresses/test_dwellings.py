"""Which records give one dwelling, which never do, and that a next increment keeps what was known."""

from __future__ import annotations

from kith.engine.addresses.run import find_dwellings, remember_dwellings
from kith.engine.store import Database, open_database

Row = tuple[str | None, str | None, str | None]  # address, town, postcode


def raw(database: Database, rows: list[Row], first: int = 1) -> None:
    """Make ``linking.raw`` of these rows."""
    database.execute("create schema if not exists linking")
    at = [[row[column] for row in rows] for column in range(3)]
    database.execute(
        """
        create or replace table linking.raw as
        select $first + unnest(range(len($address))) as n, 'a' as source, null::varchar as last_name,
            unnest($address::varchar[]) as address, unnest($town::varchar[]) as town, null::varchar as region,
            unnest($postcode::varchar[]) as postcode
        """,
        {"first": first, "address": at[0], "town": at[1], "postcode": at[2]},
    )


def dwellings(rows: list[Row], database: Database | None = None, first: int = 1) -> list[int | None]:
    """Return the dwelling of each row, in order."""
    database = database or open_database()
    raw(database, rows, first)
    find_dwellings(database)
    return [row[0] for row in database.execute("select dwelling from linking.home order by n").fetchall()]


def same(*rows: Row) -> bool:
    """Answer whether all rows give one dwelling."""
    found = dwellings(list(rows))
    return None not in found and len(set(found)) == 1


def test_a_street_spelt_with_a_slip_is_the_same_street() -> None:
    assert same(("12 Heronsgate Road", "Wexmoor", "LS1 4AB"), ("12 Herosngate Rd", "Wexmoor", "LS1 4AB"))
    assert same(("12 Heronsgate Road", "Wexmoor", "94301"), ("12 Herosngate Rd", "Wexmoor", "94301"))


def test_another_number_or_flat_is_never_the_same() -> None:
    where = ("Wexmoor", "LS1 4AB")
    doors = ("12", "13", "21", "12A", "12B", "Flat 1, 12", "Flat 2, 12", "12-14")
    found = dwellings([(f"{door} Heron Road", *where) for door in doors])
    assert len(set(found)) == len(found)


def test_a_slip_in_the_postcode_is_forgiven_where_number_street_and_town_agree() -> None:
    assert same(("12 Heron Road", "Wexmoor", "LS1 4AB"), ("12 Heron Road", "Wexmoor", "LS1 4AD"))
    assert same(("12 Heron Road", "Wexmoor", "94301"), ("12 Heron Road", "Wexmoor", "94310"))
    assert not same(("12 Heron Road", "Wexmoor", "94301"), ("12 Heron Road", "Saltmere", "94302"))
    assert not same(("12 Heron Road", "Wexmoor", "LS1 4AB"), ("12 Heron Road", "Wexmoor", "YO7 9ZZ"))


def test_without_a_postcode_one_answer_is_taken_and_two_are_not() -> None:
    assert same(("12 Heron Road", "Wexmoor", "LS1 4AB"), ("12 Heron Road", "Wexmoor", None))
    far = dwellings([("12 Heron Road", None, postcode) for postcode in ("LS1 4AB", "YO7 9ZZ", None)])
    assert len(set(far)) == 3


def test_two_real_streets_of_like_names_stay_apart() -> None:
    names = ("Maple Street", "Mapler Street")
    streets: list[Row] = [(f"{number} {name}", "Wexmoor", "94301") for name in names for number in range(1, 9)]
    assert len(set(dwellings(streets))) == 16
    north_and_south: list[Row] = [("12 N Maple St", "Wexmoor", "94301"), ("12 S Maple St", "Wexmoor", "94301")]
    assert len(set(dwellings(north_and_south))) == 2
    numbered: list[Row] = [("12 42nd St", "Wexmoor", "94301"), ("12 43rd St", "Wexmoor", "94301")]
    assert len(set(dwellings(numbered))) == 2


def test_what_says_too_little_names_no_dwelling() -> None:
    nothing: list[Row] = [(None, None, None), ("", "", ""), ("NFA", "Wexmoor", "LS1 4AB")]
    little: list[Row] = [("High Street", "Wexmoor", None), ("12", None, None), ("Albion Ct", "Wexmoor", "94301")]
    assert dwellings(nothing + little) == [None] * 6


def test_a_number_without_its_street_is_found_if_one_door_of_its_postcode_has_it() -> None:
    streets: list[Row] = [("2331 Hazel Ave", "Wexmoor", "94301"), ("2331", "Wexmoor", "94301")]
    assert same(*streets)
    found = dwellings([*streets, ("2331 Maple Ave", "Wexmoor", "94301")])
    assert found[1] is None


def test_a_box_a_care_of_line_and_a_house_are_told_apart() -> None:
    database = open_database()
    lines = ("PO Box 12", "C/O Tern, 12 Heron Rd", "12 Heron Rd")
    raw(database, [(line, "Wexmoor", "94301") for line in lines])
    find_dwellings(database)
    rows = database.execute("select says, dwelling from linking.home order by n").fetchall()
    assert [row[0] for row in rows] == ["BOX", "CARE_OF", "PLACE"]
    assert rows[0][1] != rows[2][1] == rows[1][1]


def test_no_records_are_no_dwellings() -> None:
    assert dwellings([]) == []


def test_the_next_increment_keeps_the_numbers_and_its_slips_find_them() -> None:
    database = open_database()
    where = ("Wexmoor", "LS1 4AB")
    before = dwellings([("12 Heronsgate Road", *where), ("14 Heronsgate Road", *where)], database)
    remember_dwellings(database)
    database.execute("insert into linking.known_home from addresses.met_first")
    after = dwellings(
        [("14 Heronsgate Rd", *where), ("12 Heronsgaet Road", *where), ("16 Heronsgate Road", *where)],
        database,
        first=3,
    )
    assert after[:2] == [before[1], before[0]]
    assert after[2] not in before
    remember_dwellings(database)
    database.execute("insert into linking.known_home from addresses.met_first")
    assert dwellings([("12 Heronsgaet Road", "Wexmoor", "LS1 4AB")], database, first=6) == [before[0]]


def test_ten_thousand_at_one_address_and_a_block_of_slips_make_few_pairs() -> None:
    database = open_database()
    raw(database, [("1 College Road", "Wexmoor", "94301")])
    database.execute("insert into linking.raw select raw.* replace (range as n) from linking.raw, range(2, 10001)")
    find_dwellings(database)
    assert database.execute("select count(*), max(dwelling) from linking.home").fetchall() == [(10_000, 1)]
    assert database.execute("select count(*) from addresses.near").fetchall() == [(0,)]
    names = (f"{a}{b}{c}wick" for a in "BCDFGH" for b in "aeiou" for c in "lmnrst")
    spelt: list[Row] = [(f"1 {name} Road", "Wexmoor", "LS1 4AB") for name in names]
    dwellings(spelt, database)
    assert database.execute("select count(*) from addresses.near").fetchall()[0][0] <= 40 * len(spelt)
