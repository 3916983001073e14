"""Addresses as people write them, and the parts that Kith reads in each: a table for whoever knows addresses."""

from __future__ import annotations

import pytest

from kith.engine.addresses.run import prepare_words, read_addresses
from kith.engine.store import open_database

# address, postcode -> unit, number, street, says
EXAMPLES = [
    ("12 High Street", "LS1 4AB", None, "12", "HIGH ST", "PLACE"),
    ("12 HIGH ST.", "LS1 4AB", None, "12", "HIGH ST", "PLACE"),
    ("12A High Street", "LS1 4AB", "A", "12", "HIGH ST", "PLACE"),
    ("12 A High Street", "LS1 4AB", "A", "12", "HIGH ST", "PLACE"),
    ("Flat A, 12 High Street", "LS1 4AB", "A", "12", "HIGH ST", "PLACE"),
    ("FLAT 2 12 High Street", "LS1 4AB", "2", "12", "HIGH ST", "PLACE"),
    ("Flat2, 12 High Street", "LS1 4AB", "2", "12", "HIGH ST", "PLACE"),
    ("Apartment No 2, 12 High Street", "LS1 4AB", "2", "12", "HIGH ST", "PLACE"),
    ("12 High Street, Flat 2", "LS1 4AB", "2", "12", "HIGH ST", "PLACE"),
    ("2/12 High St", "LS1 4AB", "2", "12", "HIGH ST", "PLACE"),
    ("2/1, 14 High St", "LS1 4AB", "2/1", "14", "HIGH ST", "PLACE"),
    ("12-14 High St", "LS1 4AB", None, "12-14", "HIGH ST", "PLACE"),
    ("12 - 14 High St", "LS1 4AB", None, "12-14", "HIGH ST", "PLACE"),
    ("Room 3, Flat 2, 8 Elm Grove", "LS1 4AB", "2/3", "8", "ELM GR", "PLACE"),
    ("Ground Floor Flat, 3 Mill Road", "LS1 4AB", "GROUND", "3", "MILL RD", "PLACE"),
    ("Basement, 3 Mill Road", "LS1 4AB", "BASEMENT", "3", "MILL RD", "PLACE"),
    ("Rose Cottage, 3 Mill Lane", "LS1 4AB", None, "3", "MILL LN", "PLACE"),
    ("Rose Cottage, Mill Lane", "LS1 4AB", None, None, "ROSE COTT", "PLACE"),
    ("Flat 2, Albion House, Mill Road", "LS1 4AB", "2", None, "ALBION HSE", "PLACE"),
    ("14 St John's Road", "LS1 4AB", None, "14", "ST JOHNS RD", "PLACE"),
    ("14 Saint Johns Rd", "LS1 4AB", None, "14", "ST JOHNS RD", "PLACE"),
    ("5 The Crescent", "LS1 4AB", None, "5", "CRES", "PLACE"),
    ("14 Mill Lane Gardens Wexmoor", "LS1 4AB", None, "14", "MILL LN GDNS", "PLACE"),
    ("5 Avenue Road, Wexmoor", "LS1 4AB", None, "5", "AVE RD", "PLACE"),
    ("007 High Street", "LS1 4AB", None, "7", "HIGH ST", "PLACE"),
    ("APT 4B 33 Main Street", "94301", "4B", "33", "MAIN ST", "PLACE"),
    ("#3 15 Oak Ave", "94301", "3", "15", "OAK AVE", "PLACE"),
    ("apt #5 12 Main st", "94301", "5", "12", "MAIN ST", "PLACE"),
    ("UNIT 3, 15 Oak Ave", "94301", "3", "15", "OAK AVE", "PLACE"),
    ("4B 123 North Main Street", "94301", "4B", "123", "N MAIN ST", "PLACE"),
    ("123 N Main St 4B", "94301", "4B", "123", "N MAIN ST", "PLACE"),
    ("12 1/2 Main St", "94301", "H", "12", "MAIN ST", "PLACE"),
    ("1 2nd Ave", "94301", None, "1", "2ND AVE", "PLACE"),
    ("1 Second Avenue", "94301", None, "1", "2ND AVE", "PLACE"),
    ("341 E 42nd St", "94301", None, "341", "E 42ND ST", "PLACE"),
    ("12 N St", "94301", None, "12", "N ST", "PLACE"),
    ("100 County Road 5", "94301", None, "100", "CO RD 5", "PLACE"),
    ("12 Avenue A", "94301", None, "12", "AVE A", "PLACE"),
    ("Hauptstraße 12", "10115", None, "12", "HAUPTSTRASSE", "PLACE"),
    ("C/O Mrs Tern, 4 High St", "LS1 4AB", None, "4", "HIGH ST", "CARE_OF"),
    ("P.O. Box 12", "LS1 4AB", None, "12", "P O BOX", "BOX"),
    ("High Street", "LS1 4AB", None, None, "HIGH ST", "TOO_LITTLE"),
    ("12", "94301", None, "12", None, "NO_STREET"),  # a dwelling only if one street of the postcode has the number
    ("12", None, None, "12", None, "TOO_LITTLE"),
    ("14 909", "94301", "14", "909", None, "NO_STREET"),
    ("No fixed abode", "LS1 4AB", None, None, None, "NOWHERE"),
    ("N/A", None, None, None, None, "NOWHERE"),
    ("", "LS1 4AB", None, None, None, "NOTHING"),
    (None, None, None, None, None, "NOTHING"),
]

POSTCODES = {
    "ls1 4ab": "LS1 4AB",
    "LS14AB": "LS1 4AB",
    "LSI 4AB": "LS1 4AB",
    "0X1 2JD": "OX1 2JD",
    "W1A OAX": "W1A 0AX",
    "ECIA IBB": "EC1A 1BB",
    "94301": "94301",
    "94301-1234": "94301",
    "943011234": "94301",
    "94301.0": "94301",
    "02139": "02139",
    "2139": "02139",  # a spreadsheet dropped the nought; the others have five digits
    "K1A 0B1": "K1A0B1",
    "00000": None,
    "99999": None,
    "?": None,
}


def read(rows: list[tuple[str | None, str | None, str | None]]) -> list[dict[str, object]]:
    """Return the parts of each (address, town, postcode), in order."""
    database = open_database()
    prepare_words(database)
    database.execute(
        "create table addresses.written (key BIGINT, address VARCHAR, town VARCHAR, region VARCHAR, postcode VARCHAR)"
    )
    database.executemany(
        "insert into addresses.written values ($1, $2, $3, null, $4)", [(at, *row) for at, row in enumerate(rows)]
    )
    read_addresses(database)
    found = database.execute(
        "select normal.*, street.street as words from addresses.normal as normal "
        "join addresses.line using (key) left join addresses.street as street using (rest) order by normal.key"
    )
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


@pytest.fixture(scope="module")
def answers() -> list[dict[str, object]]:
    """Every example read at once, as the engine does."""
    return read([(address, None, postcode) for address, postcode, *_ in EXAMPLES])


@pytest.mark.parametrize("at", range(len(EXAMPLES)), ids=lambda at: str(EXAMPLES[at][0]))
def test_each_example_is_read_as_the_table_says(answers: list[dict[str, object]], at: int) -> None:
    _, _, unit, number, street, says = EXAMPLES[at]
    got = answers[at]
    assert got["says"] == says
    if says not in {"NOWHERE", "NOTHING"}:
        assert (got["unit"], got["number"], got["street"]) == (unit, number, street)


def test_postcodes_have_one_form_and_slips_are_put_right() -> None:
    got = read([("12 High Street", None, postcode) for postcode in POSTCODES])
    assert {typed: row["postcode"] for typed, row in zip(POSTCODES, got, strict=True)} == POSTCODES


def test_four_digits_stay_where_that_is_how_postcodes_are() -> None:
    assert [row["postcode"] for row in read([("1 High St", None, code) for code in ("2139", "3000", "4000")])] == [
        "2139",
        "3000",
        "4000",
    ]


def test_a_postcode_and_a_town_in_the_line_are_taken_from_it() -> None:
    inside, apart = read(
        [("12 High Street Wexmoor LS1 4AB", "Wexmoor", None), ("12 High Street", "Wexmoor", "LS1 4AB")]
    )
    assert inside["form"] == apart["form"]


def test_without_a_postcode_the_town_counts() -> None:
    one, other, again = read([("12 High St", town, None) for town in ("Wexmoor", "Saltmere", "WEXMOOR")])
    assert one["form"] != other["form"]
    assert one["form"] == again["form"]
