"""Headings are matched by what matters; a missing one is named, with the heading that may be its new name."""

from __future__ import annotations

import pytest

from kith.engine.landing.headings import AnotherSourcesFile, MissingColumn, RepeatedColumn, match_headings
from kith.engine.sources.declare import Column, File, Source


def source(name: str, *columns: Column) -> Source:
    return Source(
        name=name,
        title=name.title(),
        agency_kind="S",
        agency_id="X",
        files=(File(name, f"{name}_*.csv", "csv", columns),),
        fills=("person",),
        category="SCHOOL",
        purpose="test",
        necessity="A test needs a source, and a source must say in a sentence why each row is needed.",
    )


PUPILS = source(
    "pupils",
    Column("Pupil_ID", "pupil_id"),
    Column("Date of Birth", "born_on", "date"),
    Column("House", "house", optional_heading=True, also_called=("Tutor group",)),
)
RENTS = source("rents", Column("Account", "account"), Column("Owed", "owed"))


def places(*headings: str) -> dict[str, int]:
    return match_headings(headings, PUPILS, PUPILS.files[0], (PUPILS, RENTS)).places


def test_case_spaces_and_underscores_do_not_matter() -> None:
    assert places("date_of_birth", "PUPIL  ID", "") == {"pupil_id": 1, "born_on": 0}


def test_another_known_name_is_taken() -> None:
    assert places("Pupil ID", "Date of Birth", "Tutor Group")["house"] == 2


def test_extra_headings_are_told() -> None:
    match = match_headings(["Pupil ID", "Secret", "Date of Birth"], PUPILS, PUPILS.files[0], ())
    assert match.extra == ("Secret",)


@pytest.mark.parametrize("renamed", ["DOB", "Birth date", "Date of Brith", "DateOfBirth"])
def test_renamed_heading_is_suggested(renamed: str) -> None:
    with pytest.raises(MissingColumn, match=f"Was Date of Birth renamed to {renamed}"):
        places("Pupil ID", renamed)


def test_nothing_is_suggested_where_nothing_is_alike() -> None:
    with pytest.raises(MissingColumn) as refused:
        places("Pupil ID", "Shoe size")
    assert "renamed" not in str(refused.value).split("Ask")[0]


def test_repeated_heading_is_refused_and_a_repeated_stranger_is_not() -> None:
    with pytest.raises(RepeatedColumn):
        places("Pupil ID", "pupil id", "Date of Birth")
    assert places("Pupil ID", "Note", "Note", "Date of Birth")["born_on"] == 3


def test_anothers_columns_are_recognised() -> None:
    with pytest.raises(AnotherSourcesFile, match="Rents"):
        places("Account", "Owed", "Note")


def test_file_without_a_heading_row_is_refused_without_quoting_its_first_person() -> None:
    with pytest.raises(MissingColumn) as refused:
        places("Pupil Di", "Date of Berth", "Marigold Pretend")
    assert "Berth" not in str(refused.value)
    assert "Marigold" not in str(refused.value)
