"""Police: who becomes a record, which rows become facts, and what is never carried further."""

from __future__ import annotations

from datetime import date

import pytest


@pytest.fixture
def police(sample_of):
    return sample_of("police")


def test_names_dates_and_sex_are_brought_into_one_shape(police):
    person = police.one("person", local_id="NM0000101")
    assert (person["forename"], person["middle_names"], person["surname"]) == ("Tessa", "Anne", "Hargreave")
    assert (person["born_on"], person["sex"]) == (date(1988, 2, 14), "F")


def test_an_approximate_age_is_no_date_of_birth(police):
    assert police.one("person", local_id="NM0000104")["born_on"] is None


@pytest.mark.parametrize("nominal", ["NM0000109", "NM0000108"], ids=["informant", "witness"])
def test_whoever_only_rang_or_saw_it_leaves_no_trace(police, nominal):
    for table in ("person", "address", "fact"):
        assert police.about(table, local_id=nominal) == []


def test_a_domestic_incident_is_a_fact_about_each_one_involved_without_their_role(police):
    facts = police.about("fact", kind="DOMESTIC_ABUSE_CALL_OUT")
    assert {fact["local_id"] for fact in facts} == {"NM0000101", "NM0000102", "NM0000103"}
    assert {fact["detail"] for fact in facts} == {"Domestic incident"}


def test_only_the_missing_person_was_missing(police):
    first, second = police.about("fact", kind="MISSING_EPISODE")
    assert (first["local_id"], second["local_id"]) == ("NM0000110", "NM0000110")
    assert (first["happened_on"], first["ended_on"]) == (date(2026, 1, 14), date(2026, 1, 16))
    assert second["ended_on"] is None


def test_a_unit_that_would_tell_of_abuse_is_not_carried(police):
    assert {row["service"] for row in police.tables["involvement"]} == {"Police"}
    assert {row["team"] for row in police.tables["worker"]} == {None}


def test_two_nominals_of_one_person_stay_two_records(police):
    assert len(police.about("person", forename="Ola", born_on=date(1991, 1, 30))) == 2
