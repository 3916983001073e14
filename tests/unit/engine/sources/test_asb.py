"""Anti-social behaviour: places rather than people, and never a report in which nothing was found."""

from __future__ import annotations

from datetime import date

import pytest


@pytest.fixture
def asb(sample_of):
    return sample_of("asb")


def test_a_report_without_a_finding_is_no_fact(asb):
    told = {row["local_fact_id"] for row in asb.tables["fact"]}
    assert told == {"ASB-2291", "ASB-2344", "ASB-2402", "ASB-2415", "ASB-2480"}


def test_most_facts_are_about_a_place(asb):
    place = asb.one("fact", local_fact_id="ASB-2291")
    assert (place["local_id"], place["record_id"], place["uprn"]) == (None, None, "999000000411")
    assert place["happened_on"] == date(2025, 3, 9)


def test_only_somebody_warned_is_named(asb):
    person = asb.one("person", local_id="SUB0091")
    assert (person["forename"], person["surname"], person["born_on"]) == ("Finn", "O'Dunne", None)
    assert {row["local_id"] for row in asb.tables["person"]} == {"SUB0091", "SUB0102"}
    assert {row["local_fact_id"] for row in asb.about("fact", local_id="SUB0091")} == {"ASB-2344", "ASB-2415"}


def test_an_officer_works_with_people_of_the_second_sheet(asb):
    work = asb.one("involvement", local_id="SUB0102")
    assert (work["staff_id"], work["valid_to"]) == ("ASB014", date(2026, 4, 1))
    assert asb.one("worker", staff_id="ASB014")["name"] == "Gwen Pike"
