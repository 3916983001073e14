"""Midwifery: babies not yet born, pregnancies that ended, and bookings that nobody closed."""

from __future__ import annotations

from datetime import date

import pytest


@pytest.fixture
def midwifery(sample_of):
    return sample_of("midwifery")


def test_a_baby_not_yet_born_is_a_record_with_a_due_date_and_a_mother(midwifery):
    baby = midwifery.one("person", local_id="BK26177/B")
    assert (baby["due_on"], baby["born_on"], baby["forename"]) == (date(2027, 4, 11), None, None)
    assert midwifery.one("relation", to_local_id="BK26177/B")["from_local_id"] == "H551002"


def test_a_baby_born_has_a_birth_date_and_number_and_is_due_no_more(midwifery):
    baby = midwifery.one("person", local_id="BK26101/B")
    assert (baby["due_on"], baby["born_on"], len(baby["nhs_number"])) == (None, date(2025, 7, 2), 10)


def test_a_pregnancy_that_ended_leaves_no_trace(midwifery):
    for table in ("person", "address", "involvement", "fact"):
        assert not [row for row in midwifery.tables[table] if "H551005" in str(row.values())]
    assert not midwifery.about("relation", from_local_id="H551005")


def test_a_booking_that_nobody_closed_makes_no_baby_and_ends(midwifery):
    assert not midwifery.about("person", local_id="BK25007/B")
    assert not midwifery.about("fact", local_fact_id="BK25007")
    assert midwifery.one("involvement", local_id="H551006")["valid_to"] == date(2026, 9, 11)


def test_a_confidential_address_is_protected(midwifery):
    assert {row["local_id"] for row in midwifery.tables["address"] if row["is_protected"]} == {"H551004"}


def test_the_page_says_month_and_year_of_the_due_date(midwifery):
    assert midwifery.one("fact", local_fact_id="BK26177")["detail"] == "Baby due April 2027"
