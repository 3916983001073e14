"""The children-in-need census lands whole, however many national rules it breaks."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest


@pytest.fixture
def census(sample_of):
    return sample_of("cin_census")


def test_the_public_sample_lands_whole(fill, shared: Path):
    """All 332 children land; wrong check letters are notes, and no row is set aside."""
    made = fill("cin_census", shared / "samples" / "cin_census_fake.xml")
    (delivery,) = made.deliveries
    assert delivery.is_landed
    assert delivery.rows_set_aside == 0
    assert delivery.as_at == date(2022, 7, 21)
    assert made.one("select count(*) from standard.person") == 332
    assert made.one("select count(*) from standard.fact") == 402
    assert 300 < delivery.notes < 332


def test_the_day_it_speaks_of_stands_inside(census):
    """The file's name may say anything."""
    assert [delivery.as_at for delivery in census.deliveries] == [date(2026, 3, 31)]


def test_the_parts_of_an_episode_find_their_child(census):
    """Assessments and plans hang two elements below the child whose number they need."""
    facts = {row["kind"]: (row["detail"], row["ended_on"]) for row in census.about("fact", local_id="P0000104")}
    assert facts == {
        "CIN_EPISODE": ("Worry about harm or neglect", None),
        "CIN_ASSESSMENT": (None, date(2025, 3, 10)),
        "CP_PLAN": ("Emotional abuse", date(2025, 12, 3)),
    }


def test_a_referral_without_action_is_a_contact_and_no_involvement(census):
    """It did not make a child 'in need'."""
    fact = census.one("fact", local_id="P0000112")
    assert (fact["kind"], fact["detail"]) == ("CONTACT", "Family member or carer: referral, no further action")
    assert census.about("involvement", local_id="P0000112") == []


def test_the_childs_number_is_the_case_systems(census, sample_of):
    """Without names, the council's own number is what ties the return to the case system."""
    in_both = {row["local_id"] for row in census.tables["person"]} & {
        row["local_id"] for row in sample_of("ssd").tables["person"]
    }
    assert {"P0000101", "P0000104"} <= in_both
