"""Adult social care: one row is one event, the newest row describes the person, carers are tied to those they help."""

from __future__ import annotations

from datetime import date

import pytest


@pytest.fixture
def care(sample_of):
    return sample_of("adult_social_care")


def test_a_person_on_many_rows_is_one_record(care):
    assert len(care.tables["person"]) == 5
    assert care.one("person", local_id="AS40004")["died_on"] == date(2025, 1, 17)


def test_each_address_is_kept_once_as_at_its_newest_event(care):
    places = {row["address_text"]: row["as_at"] for row in care.about("address", local_id="AS40003")}
    assert places == {"5 Cobble Court": date(2023, 10, 9), "Flat 3, 18 Ferry Street": date(2026, 9, 14)}


def test_a_carer_is_tied_to_the_person_cared_for(care):
    bond = care.one("relation", kind="CARER")
    assert (bond["from_local_id"], bond["to_local_id"]) == ("AS40002", "AS40001")


def test_assessments_and_reviews_are_no_facts(care):
    assert {row["kind"] for row in care.tables["fact"]} == {"ADULT_CARE_REQUEST", "ADULT_CARE_SERVICE"}
    assert not care.about("fact", local_fact_id="E1002")
    assert not care.about("fact", local_fact_id="E1010")


def test_a_service_is_work_with_a_worker(care):
    service = care.one("involvement", local_id="AS40001")
    assert (service["staff_id"], service["valid_from"], service["valid_to"]) == ("ASC11", date(2025, 4, 1), None)
