"""MAP.yml: what it may say, and that whatever is wrong in it is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from kith.engine.link_files.columns import Birth
from kith.engine.link_files.map import MapWrong, NoSuchColumn, map_of, read_map, require_columns

WHOLE = """
files:
  census.parquet:
    record_id: id
    first_name: fn
    last_name: sn
    date_of_birth: {column: dob, format: "%m/%d/%Y"}
    address: [unit, street]
    town: city
    postcode: zip
    identifiers: {nhs_number: nhs}
    other: [job]
    group: ethnicity
  plain.csv:
"""


def test_every_key_is_read(tmp_path: Path) -> None:
    """The map of the guide means what it says, and goes back into the same words."""
    file = tmp_path / "MAP.yml"
    file.write_text(WHOLE, encoding="utf-8")
    found = read_map(file)
    census = found["census.parquet"]
    assert census is not None
    assert census.single["first_name"] == "fn"
    assert census.birth == Birth(("dob",), "%m/%d/%Y")
    assert census.address == ("unit", "street")
    assert census.group == {"ethnicity": "ethnicity"}
    assert found["plain.csv"] is None
    assert map_of({"files": {"census.parquet": census.as_map()}}) == {"census.parquet": census}


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ({"file": {}}, "file (did you mean files?)"),
        ({"files": {"a.csv": {"surnme": "x", "last_nam": "y"}}}, "did you mean last_name?"),
        ({"files": {"a.csv": {"first_name": ["a", "b"]}}}, "one column"),
        ({"files": {"a.csv": {"date_of_birth": {"column": "dob", "format": "%m/%Y"}}}}, "lacks a day"),
        ({"files": {"a.csv": {"date_of_birth": {"day": "d"}}}}, "all three"),
        ({"files": ["a.csv"]}, "key: value"),
        ("nothing", "key: value"),
    ],
)
def test_what_is_wrong_is_named(said: object, named: str) -> None:
    """Whoever wrote the map finds the line from the message."""
    with pytest.raises(MapWrong) as refused:
        map_of(said)
    assert named in refused.value.what


def test_broken_yaml_names_its_line(tmp_path: Path) -> None:
    """The message quotes no more than the line's number."""
    file = tmp_path / "MAP.yml"
    file.write_text("files:\n  a.csv: {first_name: [\n", encoding="utf-8")
    with pytest.raises(MapWrong, match="line 3"):
        read_map(file)


def test_a_column_that_is_not_there_is_named_with_the_nearest() -> None:
    """Capitals count, and are the usual slip."""
    columns = map_of({"files": {"a.csv": {"last_name": "Surname", "town": "Town"}}})["a.csv"]
    assert columns is not None
    with pytest.raises(NoSuchColumn) as refused:
        require_columns(columns, ["SURNAME", "Town"], "a.csv")
    assert refused.value.what == "a.csv has no column Surname (did you mean SURNAME?)."


def test_a_name_of_ones_own_becomes_plain_words() -> None:
    """It is the name of a column that is compared; signs in it would be read as SQL."""
    said = {"identifiers": {'a") or true --': "card"}, "other": ["Job (main)"]}
    columns = map_of({"files": {"a.csv": said}})["a.csv"]
    assert columns is not None
    assert columns.identifiers == {"a or true": "card"}
    assert columns.other == {"Job main": "Job (main)"}
