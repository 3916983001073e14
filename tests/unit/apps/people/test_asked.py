"""What is read out of the words typed into the search box."""

from __future__ import annotations

from datetime import date

import pytest

from kith.apps.people.queries.asked import Asked, read_asked

BORN = date(2015, 5, 14)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Asked()),
        ("   ", Asked()),
        ("Ella Marlowe", Asked(words=("Ella", "Marlowe"))),
        ("O'Brien", Asked(words=("OBrien",))),
        ("Marlowe-Hobbs", Asked(words=("Marlowe", "Hobbs"), ref="MARLOWE-HOBBS")),
        ("Ella 14/05/2015", Asked(words=("Ella",), born_on=BORN)),
        ("14.5.2015", Asked(born_on=BORN)),
        ("14-05-2015 ella", Asked(words=("ella",), born_on=BORN)),
        ("2015-05-14", Asked(born_on=BORN)),
        ("14 May 2015", Asked(born_on=BORN)),
        ("14 may 2015 Ella", Asked(words=("Ella",), born_on=BORN)),
        ("31/02/2015", Asked()),
        ("999 000 1111", Asked(nhs_number="9990001111")),
        ("9990001111", Asked(nhs_number="9990001111")),
        ("999-000-1111 Ella", Asked(words=("Ella",), nhs_number="9990001111")),
        ("F15N12HF", Asked(ref="F15N12HF")),
        ("f15n12hf", Asked(ref="F15N12HF")),
        ("TQVVMGZJ", Asked(words=("TQVVMGZJ",), ref="TQVVMGZJ")),
        ("Marlowe", Asked(words=("Marlowe",), ref="MARLOWE")),
        ("%", Asked()),
        ("a b c", Asked()),
        ("Zoë", Asked(words=("Zoë",))),
    ],
)
def test_what_is_asked_for(text: str, expected: Asked) -> None:
    assert read_asked(text) == expected


def test_a_day_given_apart_counts_before_one_in_the_words() -> None:
    assert read_asked("Ella 01/01/2000", BORN).born_on == BORN


def test_a_very_long_search_is_cut_short() -> None:
    assert len(read_asked("word " * 500).words) == 6


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14 Tern Close", Asked(address=("14", "Tern", "Close"))),
        ("14a tern close, Northmoor", Asked(address=("14a", "tern", "close", "Northmoor"))),
        ("Flat 2, 30 Quay Road", Asked(address=("Flat", "2", "30", "Quay", "Road"))),
        ("qx47tn", Asked(postcode="QX4 7TN")),
        ("QX4 7TN", Asked(postcode="QX4 7TN")),
        ("14 Tern Close QX4 7TN", Asked(address=("14", "Tern", "Close"), postcode="QX4 7TN")),
        ("Ella QX4 7TN", Asked(words=("Ella",), postcode="QX4 7TN")),
        ("Ella Marlowe, 14 Tern Close", Asked(words=("Ella", "Marlowe"), address=("14", "Tern", "Close"))),
        ("Ella 14 May 2015", Asked(words=("Ella",), born_on=date(2015, 5, 14))),
    ],
)
def test_addresses_are_read_apart_from_names(text: str, expected: Asked) -> None:
    assert read_asked(text) == expected
