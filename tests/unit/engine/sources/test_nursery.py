"""Nursery places: each provider an agency, a child may have two, and the adult who signed."""

from __future__ import annotations

from datetime import date

import pytest


@pytest.fixture
def nursery(sample_of):
    return sample_of("nursery")


def test_each_provider_is_an_agency(nursery):
    assert nursery.one("agency", agency_id="NUR_0012")["name"] == "Quayside Playgroup"
    assert {row["kind"] for row in nursery.tables["agency"]} == {"N"}


def test_a_child_at_two_providers_is_one_record_with_two_places(nursery):
    assert nursery.one("person", local_id="NC2005")["born_on"] == date(2023, 3, 11)
    assert {row["agency_id"] for row in nursery.about("involvement", local_id="NC2005")} == {"NUR_0012", "NUR_0031"}


def test_twins_stay_two(nursery):
    assert len(nursery.about("person", surname="Khalid", born_on=date(2022, 5, 5))) == 2


def test_the_adult_is_what_the_form_says(nursery):
    kinds = {row["to_local_id"]: row["kind"] for row in nursery.tables["relation"]}
    assert (kinds["NC2001"], kinds["NC2005"], kinds["NC2006"]) == ("PARENT", "GRANDPARENT", "CARER")
