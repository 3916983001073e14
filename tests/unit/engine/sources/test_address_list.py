"""The council's address list: what each class means, and that addresses are found by it however they were typed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kith.engine.standardise.places import find_places
from kith.engine.standardise.run import prepare_macros
from kith.engine.store import Run, RunsFolder
from kith.engine.tables import STANDARD


@pytest.fixture
def listed(sample_of):
    return sample_of("address_list")


def test_classes_say_what_a_property_is(listed):
    kinds = {row["uprn"]: row["kind"] for row in listed.tables["listed"]}
    assert (kinds["999000000101"], kinds["999000000105"], kinds["999000000106"], kinds["999000000107"]) == (
        "RESIDENTIAL", "COMMUNAL", "COMMERCIAL", "RESIDENTIAL",
    )  # fmt: skip


def test_a_property_that_was_pulled_down_ends_the_day_after(listed):
    assert listed.one("listed", uprn="999000000108")["valid_to"] == date(2019, 4, 1)


def places(folder: Path, addresses: list[tuple[str | None, str, str | None]], with_list: bool = True) -> tuple:
    """Return the dwelling of each (uprn, text, postcode), and how many were found how."""
    run = Run.begin(RunsFolder(folder), "places")
    for table in STANDARD.values():
        run.make_table(table.name)
    prepare_macros(run.database)
    for at, (uprn, text, postcode) in enumerate(addresses):
        run.database.execute(
            "insert into standard.address by name"
            " select $at as row_number, $uprn as uprn, $text as address_text, $postcode as postcode",
            {"at": at, "uprn": uprn, "text": text, "postcode": postcode},
        )
    if with_list:
        run.database.execute(
            "insert into standard.listed by name select unnest(['1', '2', '3']) as uprn, unnest(["
            "'12 Heronsgate Road, Wexmoor', 'Flat 1, 14 Heronsgate Road', 'Flat 2, 14 Heronsgate Road'"
            "]) as address_text, 'QX4 7TD' as postcode"
        )
    counts = find_places(run.database)
    found = run.database.execute("select dwelling_id from standard.address order by row_number").fetchall()
    return [row[0] for row in found], counts


def test_an_address_is_found_in_the_list_by_its_normal_form_then_by_likeness(tmp_path):
    found, counts = places(
        tmp_path,
        [
            ("9", "1 Other Place", "QX4 7TD"),
            (None, "12 HERONSGATE RD", "QX4 7TD"),
            (None, "12 Heronsgaet Road, Wexmoor", "QX4 7TD"),
            (None, "2/14 Heronsgate Road", "QX4 7TD"),
            (None, "14 Heronsgate Road", "QX4 7TD"),
            (None, "No fixed abode", "QX4 7TD"),
        ],
    )
    assert found[:4] == ["uprn:9", "uprn:1", "uprn:1", "uprn:3"]
    assert found[4] == "at:QX4 7TD|14/"  # a house of flats without the flat is none of them
    assert found[5] is None
    assert counts == {"GIVEN": 1, "LIST": 2, "LIST_LIKE": 1, "TAUGHT": 0, "OWN_WORDS": 1, "NOT_FOUND": 1}


def test_without_the_list_addresses_teach_one_another(tmp_path):
    found, counts = places(
        tmp_path,
        [("9", "12 Heronsgate Road", "QX4 7TD"), (None, "12 Heronsgate Rd", "QX4 7TD"), (None, "3 Mill Ln", "QX4 7TE")],
        with_list=False,
    )
    assert found == ["uprn:9", "uprn:9", "at:QX4 7TE|3/"]
    assert (counts["TAUGHT"], counts["LIST"]) == (1, 0)
