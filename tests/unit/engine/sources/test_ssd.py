"""The case system's tables become children, mothers, workers and what social care did."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

PERSON_HEADINGS = (
    "pers_person_id,pers_forename,pers_surname,pers_sex,pers_ethnicity,pers_dob,pers_common_child_id,"
    "pers_expected_dob,pers_death_date\n"
)
CONTACT_HEADINGS = (
    "cont_contact_id,cont_person_id,cont_contact_date,cont_contact_source_code,cont_contact_outcome_json\n"
)


@pytest.fixture
def ssd(sample_of):
    return sample_of("ssd")


def test_the_pupil_number_comes_from_the_linked_identifiers(ssd):
    """A youth offending number in the same table is not taken for it."""
    assert ssd.one("person", local_id="P0000104")["upn"] == "B979400118003"


def test_an_unborn_child_has_no_name_yet(ssd):
    """'Unborn' is not a forename that could link."""
    unborn = ssd.one("person", local_id="P0000105")
    assert (unborn["forename"], unborn["surname"]) == (None, "Ashdown-Vale")
    assert (unborn["born_on"], unborn["due_on"]) == (None, date(2027, 2, 11))


def test_a_refuge_is_protected_and_only_the_refuge(ssd):
    """Whoever fled must not be found through Kith."""
    held = {row["address_text"]: row["is_protected"] for row in ssd.about("address", local_id="P0000104")}
    assert held == {"Flat 2, 31 Dock Street, Easthaven": False, "The Old Customs House, Easthaven": True}


def test_only_mothers_are_parents_and_a_family_number_is_weak(ssd):
    """The family number says that people belong together, not how."""
    assert len(ssd.about("relation", kind="PARENT")) == 6
    weak = {(row["from_local_id"], row["to_local_id"]) for row in ssd.about("relation", kind="OTHER_RELATIVE")}
    assert weak == {("P0000101", "P0000102"), ("P0000107", "P0000108")}


def test_a_referral_without_action_is_a_contact(ssd):
    """It did not make a child 'in need'."""
    facts = {(row["kind"], row["detail"]) for row in ssd.about("fact", local_id="P0000110")}
    assert facts == {("CONTACT", "GP: advice given"), ("CONTACT", "GP: referral, no further action")}


def test_a_child_in_need_has_reason_end_and_plain_words(ssd):
    """The page says what happened without blame, so DfE's 'Family dysfunction' is not shown."""
    episode = ssd.one("fact", local_fact_id="episode-R301")
    assert (episode["happened_on"], episode["ended_on"]) == (date(2024, 10, 4), date(2025, 6, 20))
    assert episode["detail"] == "Strain between people at home. Ended after assessment, passed to early help"


def test_the_allocated_worker_leads_and_an_unheld_child_is_known_to_the_team(ssd):
    """Nobody is left without anybody to ring."""
    now = {
        (row["local_id"], row["service"], row["staff_id"], row["is_lead"])
        for row in ssd.about("involvement", valid_to=None)
    }
    assert now == {
        ("P0000104", "Safeguarding Team East", "SC0222", True),
        ("P0000104", "Safeguarding Team East", "SC0233", False),
        ("P0000108", "Assessment Team North", None, False),
    }


def test_free_text_in_an_outcome_is_never_read(fill, tmp_path: Path):
    """A worker's comment about a family goes nowhere, and a broken outcome stops nothing."""
    people = tmp_path / "ssd_person_2026-11-20.csv"
    people.write_text(PERSON_HEADINGS + "P1,Ada,Invented,F,WBRI,2015-01-01T00:00:00,,,\n")
    contacts = tmp_path / "ssd_contacts_2026-11-20.csv"
    contacts.write_text(
        CONTACT_HEADINGS
        + 'C1,P1,2026-01-05T00:00:00,6,"{""OUTCOME_NFA_FLAG"":""Y"",""COMMENTS"":""SECRET WORDS""}"\n'
        + "C2,P1,2026-02-05T00:00:00,6,not json at all\n"
    )
    made = fill("ssd", people, contacts)
    assert made.rows("select detail from standard.fact order by happened_on") == [
        ("Police: no further action",),
        ("Police: another outcome",),
    ]
