"""The early help register becomes families, their team and who leads it."""

from __future__ import annotations

from datetime import date

import pytest


@pytest.fixture
def register(sample_of):
    return sample_of("early_help")


def test_everybody_is_described_from_the_child_it_began_with(register):
    """'Mother' in the register is the parent of that child, and of nobody else by this row."""
    bonds = {(row["from_local_id"], row["kind"]) for row in register.about("relation", to_local_id="71005")}
    assert bonds == {("71006", "SIBLING"), ("71007", "PARENT"), ("71008", "STEP_PARENT"), ("71009", "HALF_SIBLING")}


def test_a_person_of_two_cases_is_one_record_named_by_the_newest(register):
    """Two spells of help, one person."""
    assert register.one("person", local_id="71003")["known_as"] == "Bry"
    assert len(register.about("fact", local_id="71003", kind="EARLY_HELP_EPISODE")) == 2


def test_the_school_worker_leads_and_is_matched_by_staff_id(register):
    """The lead worker comes from the team sheet, by the agency's own number."""
    lead = register.one("involvement", local_id="71001")
    assert (lead["agency_id"], lead["staff_id"], lead["is_lead"]) == ("SCH_2001", "NP-014", True)
    assert lead["last_contact_on"] == date(2026, 11, 17)
    assert register.one("worker", agency_id="SCH_2001", staff_id="NP-014")["name"] == "Odile Marchbank"


def test_a_school_is_a_school_and_the_council_is_early_help(register):
    """The kind of agency decides its letter and colour on a page."""
    assert {row["agency_id"]: row["kind"] for row in register.tables["agency"]} == {
        "SCH_2001": "S",
        "COUNCIL_EH": "E",
        "NUR_1003": "N",
    }


def test_one_assessment_a_case(register):
    """The assessment covers the family, so it is one fact and not one for each member."""
    assessments = {
        row["local_fact_id"]: row["local_id"] for row in register.about("fact", kind="EARLY_HELP_ASSESSMENT")
    }
    assert assessments == {"CAF04410-assessment": "71001", "CAF04522-assessment": "71005"}


def test_a_baby_not_yet_born_has_a_due_date(register):
    """And no forename."""
    baby = register.one("person", local_id="71009")
    assert (baby["forename"], baby["due_on"]) == (None, date(2027, 1, 22))


def test_a_case_without_an_address_adds_none(register):
    """The older case left the box empty, and the newer one's address is dated by it."""
    held = register.one("address", local_id="71001")
    assert (held["postcode"], held["valid_from"], held["as_at"]) == ("QX4 2AB", date(2025, 9, 1), date(2026, 11, 20))


def test_a_mothers_parent_is_grandparent_of_the_child_and_parent_of_the_mother(register):
    """One row of the register, two bonds: nobody else says who the mother's mother is."""
    bonds = {(row["kind"], row["to_local_id"]) for row in register.about("relation", from_local_id="71004")}
    assert bonds == {("GRANDPARENT", "71001"), ("PARENT", "71003")}
