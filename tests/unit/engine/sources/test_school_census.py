"""The school census becomes pupils, their homes and their schools."""

from __future__ import annotations

from datetime import date

import pytest

from kith.engine.sources import load_sources


@pytest.fixture
def census(sample_of):
    return sample_of("school_census")


def test_it_brings_nobody_into_view(census):
    """Nearly every child in the county is on it."""
    assert load_sources()["school_census"].about_everyone
    assert census.tables["involvement"] == []


def test_a_pupil_who_changed_school_is_two_records_of_one_number(census):
    """Linkage joins them by the pupil number."""
    schools = {row["local_id"]: row["agency_id"] for row in census.about("person", upn="U979200117004")}
    assert schools == {"9792001-0004377": "SCH_2001", "9794001-0010233": "SCH_4001"}


def test_a_leavers_address_is_of_the_day_they_left(census):
    """The school heard nothing of them after that."""
    assert census.one("address", local_id="9792001-0004377")["as_at"] == date(2024, 7, 19)
    assert census.one("address", local_id="9794001-0010233")["as_at"] == date(2026, 11, 20)


def test_only_pupils_with_help_have_a_fact_of_help(census):
    """'None' is no fact about anybody."""
    helped = {row["local_id"]: (row["happened_on"], row["detail"]) for row in census.about("fact", kind="SEN_SUPPORT")}
    assert helped == {
        "9792001-0004801": (date(2025, 1, 6), "SEN support"),
        "9794001-0009987": (date(2023, 2, 14), "Education, health and care plan"),
    }


def test_not_saying_is_no_ethnicity(census):
    """A family that refused to say is not counted as anything."""
    assert census.one("person", local_id="9794001-0010301")["ethnicity"] is None
