"""Suspensions and permanent exclusions, with their sessions and without their reasons."""

from __future__ import annotations

from datetime import date

from kith.engine.sources import load_sources


def test_each_category_becomes_its_fact(sample_of):
    """Lunchtimes count as suspensions and say so; a permanent exclusion has no sessions."""
    facts = sample_of("exclusions").about("fact", local_id="9794001-0009987")
    assert sorted((row["happened_on"], row["kind"], row["detail"], row["amount"]) for row in facts) == [
        (date(2025, 5, 12), "SUSPENSION", None, 1.0),
        (date(2025, 9, 15), "SUSPENSION", "Lunchtimes only", 2.5),
        (date(2025, 11, 14), "PERMANENT_EXCLUSION", None, None),
    ]


def test_the_reason_is_not_asked_for():
    """It would follow a child for years."""
    headings = [column.heading.upper() for file in load_sources()["exclusions"].files for column in file.columns]
    assert not [heading for heading in headings if "REASON" in heading]


def test_a_pupil_is_named_in_ordinary_letters(sample_of):
    """The list is in capitals, and its years have two figures."""
    pupil = sample_of("exclusions").one("person", local_id="9794001-0009987")
    assert (pupil["forename"], pupil["surname"], pupil["born_on"]) == ("Idris", "Ashdown-Vale", date(2011, 7, 30))
