"""What a file's columns are taken to mean when nobody says."""

from __future__ import annotations

import pytest

from kith.engine.link_files.guess import guess_columns


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        pytest.param(
            [
                "Client ID",
                "Forename(s)",
                "Surname",
                "D.O.B.",
                "Gender",
                "Address Line 2",
                "Address Line 1",
                "Post Code",
            ],
            {
                "record_id": "Client ID",
                "first_name": "Forename(s)",
                "last_name": "Surname",
                "date_of_birth": "D.O.B.",
                "sex": "Gender",
                "address": ["Address Line 1", "Address Line 2"],
                "postcode": "Post Code",
            },
            id="British, with trimmings",
        ),
        pytest.param(
            ["rec_id", "given_name", "surname", "street_number", "address_1", "suburb", "state", "soc_sec_id"],
            {
                "record_id": "rec_id",
                "first_name": "given_name",
                "last_name": "surname",
                "town": "suburb",
                "region": "state",
                "address": ["street_number", "address_1"],
                "identifiers": {"ssn": "soc_sec_id"},
            },
            id="Australian",
        ),
        pytest.param(
            ["PersonForename", "personFamilyName", "BirthYear", "BirthMonth", "BirthDay", "EthnicGroup"],
            {
                "first_name": "PersonForename",
                "last_name": "personFamilyName",
                "date_of_birth": {"day": "BirthDay", "month": "BirthMonth", "year": "BirthYear"},
                "group": {"ethnicity": "EthnicGroup"},
            },
            id="capitals inside, birth date in parts",
        ),
        pytest.param(
            ["name", "year of birth", "town of birth", "job title"],
            {
                "full_name": "name",
                "year_of_birth": "year of birth",
                "other": {"occupation": "job title", "birth_place": "town of birth"},
            },
            id="whole name and a year",
        ),
        pytest.param(
            ["employer_name", "mother_name", "spouse_first_name", "dependant_surname", "street_name_of_employer"],
            {},
            id="columns of somebody else are left alone",
        ),
        pytest.param(
            ["pers_surname", "gender_cd", "mailing_unit", "mailing_number", "mailing_street", "member_number"],
            {
                "last_name": "pers_surname",
                "sex": "gender_cd",
                "address": ["mailing_unit", "mailing_number", "mailing_street"],
            },
            id="a number is a house's only beside its street",
        ),
        pytest.param(
            ["name", "flat", "address", "phone number"],
            {"full_name": "name", "address": ["flat", "address"], "other": {"phone": "phone number"}},
            id="flat and the rest",
        ),
        pytest.param(
            ["first_name", "mailing_address_street_number", "mailing_address_street_name", "street_name"],
            {"first_name": "first_name", "address": ["mailing_address_street_number", "mailing_address_street_name"]},
            id="of two addresses the fuller",
        ),
    ],
)
def test_headings(headings: list[str], expected: dict[str, object]) -> None:
    """A heading is known in many spellings, and by no word of another person's."""
    assert guess_columns(headings, []).as_map() == expected


def test_an_identifier_is_known_by_its_look() -> None:
    """Nine in ten values with the right check digit are an NHS number, whatever the column is called; three are not."""
    numbers = ["9434765919", "943 476 5870", "9434765870", "9434765919", "9434765870"]
    rows = [(f"N{place}", number) for place, number in enumerate(numbers)]
    assert guess_columns(["surname", "X1"], rows).identifiers == {"nhs_number": "X1"}
    assert guess_columns(["surname", "X1"], [(one, "1234567890") for one, _ in rows]).identifiers == {}
    assert guess_columns(["surname", "X1"], rows[:3]).identifiers == {}


def test_an_id_column_is_one_without_repeats() -> None:
    """A household's id is no record's."""
    rows = [("A", "h1", "1"), ("B", "h1", "2")]
    assert guess_columns(["surname", "household_id", "simulant_id"], rows).single["record_id"] == "simulant_id"
    assert "record_id" not in guess_columns(["surname", "household_id", "note"], rows).single
