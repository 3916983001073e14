"""Mental health: open or not and since when, no fact, no worker, and nothing of a referral that was not accepted."""

from __future__ import annotations

from datetime import date

import pytest


@pytest.fixture
def mind(sample_of):
    return sample_of("mental_health")


def test_status_only(mind):
    assert mind.tables["fact"] == mind.tables["worker"] == []
    assert {row["staff_id"] for row in mind.tables["involvement"]} == {None}


def test_a_referral_not_accepted_leaves_no_trace(mind):
    for table in ("person", "address", "involvement"):
        assert mind.about(table, local_id="MP7004") == []


def test_waiting_is_said_to_be_waiting(mind):
    closed, waiting = mind.about("involvement", local_id="MP7001")
    assert (closed["service"], closed["valid_to"]) == ("Children's mental health", date(2025, 6, 30))
    assert (waiting["service"], waiting["valid_to"]) == ("Children's mental health, waiting", None)


def test_children_and_adults_are_two_agencies(mind):
    assert {row["agency_id"] for row in mind.tables["agency"]} == {"CAMHS", "ADULT_MH"}
    assert mind.one("involvement", local_id="MP7003")["agency_id"] == "ADULT_MH"
