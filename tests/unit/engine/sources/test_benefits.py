"""Benefits: couples are taken at their word, children of a claim are not called anybody's son or daughter."""

from __future__ import annotations

from datetime import date

import pytest


@pytest.fixture
def benefits(sample_of):
    return sample_of("benefits")


def test_a_joint_claim_is_a_couple(benefits):
    couple = benefits.one("relation", kind="PARTNER")
    assert (couple["from_local_id"], couple["to_local_id"]) == ("BN900101", "BN900102")


def test_children_are_tied_to_both_adults_weakly(benefits):
    adults = {row["from_local_id"] for row in benefits.about("relation", to_local_id="BN900104")}
    kinds = {row["kind"] for row in benefits.about("relation", to_local_id="BN900104")}
    assert (adults, kinds) == ({"BN900101", "BN900102"}, {"BENEFIT_UNIT"})


def test_one_person_with_two_claims_is_one_record_with_two_addresses(benefits):
    assert benefits.one("person", local_id="BN900107")["sex"] == "M"
    assert [row["address_text"] for row in benefits.about("address", local_id="BN900107")] == [
        "5 COBBLE COURT",
        "FLAT 3, 18 FERRY STREET",
    ]


def test_a_claim_is_told_once_of_the_claimant(benefits):
    assert len(benefits.tables["fact"]) == 5
    ended = benefits.one("fact", local_fact_id="HB330900")
    assert (ended["detail"], ended["ended_on"]) == ("Housing benefit", date(2024, 7, 1))


def test_nobody_becomes_visible_because_of_a_claim(benefits):
    assert benefits.tables["involvement"] == []
