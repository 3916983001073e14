"""Schools' contact lists become parents, step-parents and carers, and nobody else."""

from __future__ import annotations

import pytest


@pytest.fixture
def contacts(sample_of):
    return sample_of("school_contacts")


def test_one_mother_of_two_pupils_is_one_record_with_two_bonds(contacts):
    """She has one contact number at the school."""
    mother = contacts.one("person", local_id="9792001-C30011")
    assert (mother["forename"], mother["sex"], mother["born_on"]) == ("Bryony", "F", None)
    bonds = contacts.about("relation", from_local_id="9792001-C30011")
    assert {(row["kind"], row["to_local_id"]) for row in bonds} == {
        ("PARENT", "9792001-0004512"),
        ("PARENT", "9792001-0004801"),
    }


@pytest.mark.parametrize("contact", ["9792001-C30015", "9794001-C51011"], ids=["childminder", "social worker"])
def test_whoever_is_not_family_gets_no_record(contacts, contact):
    """They were named so that somebody could be rung, not to be known to a council."""
    assert contacts.about("person", local_id=contact) == []


def test_a_pupil_is_placed_only_with_whom_they_live(contacts):
    """A father who lives elsewhere gives his own address, not the child's."""
    assert contacts.one("address", local_id="9792001-0004512")["postcode"] == "QX4 2AB"
    assert contacts.one("address", local_id="9792001-C30012")["postcode"] == "QX4 3JN"


def test_each_relationship_has_its_kind(contacts):
    """A step-parent is not a parent."""
    others = {(row["from_local_id"], row["kind"]) for row in contacts.tables["relation"] if row["kind"] != "PARENT"}
    assert others == {
        ("9792001-C30013", "GRANDPARENT"),
        ("9792001-C30021", "STEP_PARENT"),
        ("9794001-C51002", "STEP_PARENT"),
        ("9794001-C51010", "CARER"),
    }


def test_the_doctor_who_is_a_mother_has_her_sex_from_being_one(contacts):
    """'Dr' says nothing, 'Mother' does."""
    assert contacts.one("person", local_id="9792001-C30030")["sex"] == "F"


def test_support_by_a_named_member_of_staff_is_an_involvement(contacts):
    """Being on the roll is not."""
    (support,) = contacts.about("involvement", local_id="9794001-0010233")
    assert (support["agency_id"], support["staff_id"], support["is_lead"]) == ("SCH_4001", "EA-003", False)
    assert len(contacts.tables["involvement"]) == 3
