"""Housing: who stands how to the tenant, whose arrears they are, and what an end date means."""

from __future__ import annotations

from datetime import date

import pytest


@pytest.fixture
def housing(sample_of):
    return sample_of("housing")


def test_relations_are_said_of_the_first_tenant(housing):
    bonds = {(row["from_local_id"], row["kind"], row["to_local_id"]) for row in housing.tables["relation"]}
    assert bonds == {
        ("P200101", "PARTNER", "P200102"),
        ("P200101", "PARENT", "P200103"),
        ("P200101", "STEP_PARENT", "P200104"),
        ("P200107", "PARENT", "P200108"),
        ("P200109", "PARENT", "P200107"),
    }


def test_a_joint_tenant_is_no_partner_until_the_tenancy_says_so(housing):
    assert not [row for row in housing.tables["relation"] if "P200106" in (row["from_local_id"], row["to_local_id"])]


def test_arrears_are_told_once_of_the_first_tenant_with_the_home(housing):
    owed = housing.one("fact", local_fact_id="T10041/ARR/20250203")
    assert (owed["local_id"], owed["amount"], owed["unit"]) == ("P200101", 612.4, "GBP")
    assert (owed["happened_on"], owed["ended_on"]) == (date(2025, 2, 3), date(2025, 10, 20))
    assert owed["uprn"] == "999000000411"


def test_only_arrears_that_were_paid_count_as_cleared(housing):
    assert [row["local_id"] for row in housing.about("fact", kind="ARREARS_CLEARED")] == ["P200101"]


def test_the_last_day_of_a_tenancy_is_still_inside(housing):
    before, now = housing.about("address", local_id="P200107")
    assert (before["valid_to"], now["valid_from"]) == (date(2024, 7, 1), date(2024, 7, 1))


def test_support_is_given_to_the_tenants_not_the_children(housing):
    helped = {row["local_id"] for row in housing.about("involvement", staff_id="WH120")}
    assert helped == {"P200101", "P200102"}
    assert housing.one("worker", staff_id="WH114")["name"] == "Lena Ford"
