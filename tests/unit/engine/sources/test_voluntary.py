"""A charity's workbook, with titles above the headings and real Excel dates."""

from __future__ import annotations

from datetime import date

import pytest


@pytest.fixture
def charities(sample_of):
    return sample_of("voluntary")


def test_excel_dates_become_days(charities):
    """They arrive as numbers with a format, not as text."""
    help_given = charities.one("involvement", local_id="WVA0101")
    assert (help_given["valid_from"], help_given["last_contact_on"]) == (date(2026, 3, 2), date(2026, 11, 17))
    assert help_given["valid_to"] is None


def test_a_person_helped_by_two_charities_is_one_record(charities):
    """The umbrella organisation gives each person one reference."""
    assert charities.one("person", local_id="WVA0103")["born_on"] == date(1989, 1, 23)
    helping = {row["agency_id"] for row in charities.about("involvement", local_id="WVA0103")}
    assert helping == {"HOME_FROM_HOME", "NORTHMOOR_PANTRY"}


def test_a_volunteer_without_a_reference_is_no_worker(charities):
    """Workers are matched by reference, never by name."""
    assert {(row["agency_id"], row["staff_id"]) for row in charities.tables["worker"]} == {
        ("HARBOUR_DADS", "HD-04"),
        ("HARBOUR_DADS", "HD-07"),
        ("HOME_FROM_HOME", "HH-11"),
        ("YOUNG_CARERS", "YC-02"),
    }


def test_a_charity_never_leads_by_this_workbook(charities):
    """Who leads early help is in the early help register."""
    assert {row["is_lead"] for row in charities.tables["involvement"]} == {False}
