"""Probation: one cell of names, overlapping supervisions, no offence."""

from __future__ import annotations

from datetime import date

import pytest


@pytest.fixture
def probation(sample_of):
    return sample_of("probation")


def test_one_cell_of_names_is_parted(probation):
    person = probation.one("person", local_id="X410002")
    assert (person["forename"], person["middle_names"], person["surname"]) == ("Rashid", "Malik", "Anwar")


def test_two_supervisions_may_overlap(probation):
    first, second = probation.about("involvement", local_id="X410001")
    assert (first["valid_to"], second["valid_from"]) == (date(2026, 8, 11), date(2026, 7, 1))


def test_nothing_but_the_supervision_is_told(probation):
    assert probation.tables["fact"] == []
    assert {row["service"] for row in probation.tables["involvement"]} == {"Probation"}
