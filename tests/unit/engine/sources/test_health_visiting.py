"""Health visiting: mothers and children, protected addresses, and which reviews say anything of a family."""

from __future__ import annotations

from datetime import date

import pytest


@pytest.fixture
def health(sample_of):
    return sample_of("health_visiting")


def test_a_mother_of_three_is_one_record_and_parent_of_each(health):
    assert health.one("person", local_id="HVM00001")["forename"] == "Tessa"
    children = {row["to_local_id"] for row in health.about("relation", from_local_id="HVM00001", kind="PARENT")}
    assert children == {"HVC00001", "HVC00002", "HVC00008"}


def test_sex_and_birth_date_come_from_the_codes_of_the_data_dictionary(health):
    child = health.one("person", local_id="HVC00002")
    assert (child["sex"], child["born_on"]) == ("M", date(2025, 7, 2))


def test_a_sensitive_address_is_protected(health):
    protected = {row["local_id"] for row in health.tables["address"] if row["is_protected"]}
    assert protected == {"HVC00006"}


def test_mothers_get_no_address_and_no_involvement_from_their_childs_row(health):
    for table in ("address", "involvement"):
        assert not [row for row in health.tables[table] if row["local_id"].startswith("HVM")]


def test_only_attended_and_missed_reviews_are_facts(health):
    kinds = {row["local_fact_id"]: row["kind"] for row in health.tables["fact"]}
    assert kinds["R000103"] == "HEALTH_VISIT_MISSED"
    assert kinds["R000301"] == "HEALTH_STRENGTH"
    for cancelled_declined_or_not_due in ("R000202", "R000401", "R000601"):
        assert cancelled_declined_or_not_due not in kinds


def test_a_strength_is_told_in_its_own_words(health):
    assert health.one("fact", local_fact_id="R000302")["detail"] == "Glasses, reading improves"


def test_the_last_review_attended_is_the_last_contact(health):
    assert health.one("involvement", local_id="HVC00002")["last_contact_on"] == date(2026, 7, 9)


def test_an_older_child_is_seen_by_a_school_nurse(health):
    work = health.one("involvement", local_id="HVC00008")
    assert (work["service"], work["role"]) == ("School nursing, targeted", "School nurse")
