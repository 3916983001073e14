"""Free school meals: a refused application follows nobody, and whoever applied is not called a parent."""

from __future__ import annotations

from datetime import date

import pytest


@pytest.fixture
def meals(sample_of):
    return sample_of("free_school_meals")


def test_a_refused_application_leaves_no_trace(meals):
    for local_id in ("FC1004", "FP5003"):
        for table in ("person", "address", "fact"):
            assert meals.about(table, local_id=local_id) == []


def test_whoever_applied_is_tied_weakly(meals):
    assert {row["kind"] for row in meals.tables["relation"]} == {"BENEFIT_UNIT"}
    assert {row["to_local_id"] for row in meals.about("relation", from_local_id="FP5001")} == {"FC1001", "FC1002"}


def test_a_child_with_nobody_written_down_keeps_the_address(meals):
    assert meals.one("address", local_id="FC1006")["address_text"] == "44 Mill Lane"
    assert not meals.about("relation", to_local_id="FC1006")


def test_each_spell_is_a_fact_and_the_last_day_is_inside(meals):
    first, second = meals.about("fact", local_id="FC1003")
    assert (first["happened_on"], first["ended_on"]) == (date(2020, 9, 7), date(2022, 8, 1))
    assert (second["happened_on"], second["ended_on"]) == (date(2024, 9, 4), None)
