"""Who says so is told only of agencies whose information the worker is shown, and of schools."""

from __future__ import annotations

import pytest

from kith.apps.singleview.queries.told_by import file_of, name_sources
from kith.engine.sources import load_sources


@pytest.mark.parametrize(
    ("sources", "kinds", "said"),
    [
        (["school_contacts", "ssd"], "C", "school contacts and social care"),
        (["school_contacts", "ssd"], "", "school contacts and another agency"),
        (["probation"], "SCH", "another agency"),
        (["mental_health", "probation", "food_bank"], "", "another agency"),
        ([], "S", ""),
    ],
)
def test_a_source_is_named_only_where_its_kind_is_shown(sources: list[str], kinds: str, said: str) -> None:
    assert name_sources(sources, kinds) == said


def test_many_names_are_counted() -> None:
    sources = ["housing", "nursery", "school_census", "attendance"]
    assert name_sources(sources, "L", 3) == "attendance, housing and two more"


@pytest.mark.parametrize("source", sorted(load_sources()))
def test_every_source_of_ours_is_known_by_words(source: str) -> None:
    assert name_sources([source], "SCHAELNDBMPRVY") != "another agency"


def test_the_file_is_left_out_where_it_says_the_agency_again() -> None:
    assert file_of("police", "Wexmoor Police") == ""
    assert file_of("attendance", "Northmoor Primary") == "attendance"
