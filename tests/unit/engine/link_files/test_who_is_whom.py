"""kith link on small files: who is the same person however they are written, and who never is."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import duckdb
import pytest

from kith.engine.link_files.run import LinkedFiles, link_files

TODAY = date(2026, 11, 20)
HEAD = ("id", "first name", "surname", "dob", "address", "postcode", "nhs number", "national insurance number")
ROAD = "12 Wexmoor Road, Harbour", "QX4 7TN"
LANE = "3 Tannery Lane, Harbour", "QX1 2PP"
Row = tuple[str, ...]

SAME: dict[str, tuple[Row, Row]] = {
    "short form": (("Elizabeth", "Hartnell", "1984-03-04", *ROAD), ("Liz", "Hartnell", "1984-03-04", *ROAD)),
    "other script": (("Мария", "Петрова", "1990-07-19", *ROAD), ("Maria", "Petrova", "1990-07-19", *ROAD)),
    "accents and signs": (("Zoë", "O'Brien", "1999-11-23", *ROAD), ("ZOE", "OBRIEN", "1999-11-23", *ROAD)),
    "double-barrelled": (("Imogen", "Marlowe-Hobbs", "2014-05-16", *ROAD), ("Imogen", "Hobbs", "2014-05-16", *ROAD)),
    "day and month": (("Rowena", "Tolliver", "1971-05-06", *ROAD), ("Rowena", "Tolliver", "1971-06-05", *ROAD)),
    "names exchanged": (("Wendeline", "Ashby", "1966-02-17", *ROAD), ("Ashby", "Wendeline", "1966-02-17", *ROAD)),
    "a slip in a number": (
        ("Piers", "Oduya", "1979-09-29", *ROAD, "", "QQ123456C"),
        ("Piers", "Oduya", "1979-09-29", *LANE, "", "QQ123457C"),
    ),
    "moved": (
        ("Hana", "Rahman", "2001-12-13", *ROAD, "9434765919"),
        ("Hana", "Rahman", "2001-12-13", *LANE, "9434765919"),
    ),
}
APART: dict[str, tuple[Row, Row]] = {
    "twins": (("Rosa", "Tindall", "2014-08-21", *ROAD), ("Kester", "Tindall", "2014-08-21", *ROAD)),
    "father and son": (("Terence", "Quill", "1960-05-26", *ROAD), ("Terence", "Quill", "1996-01-14", *ROAD)),
    "mother and child": (("Dawn", "Gorman", "1984-03-24", *ROAD), ("Jay", "Gorman", "2014-10-30", *ROAD)),
    "a borrowed number": (
        ("Moira", "Usher", "1984-06-15", *LANE, "9990000026"),
        ("Noah", "Usher", "2015-09-28", *LANE, "9990000026"),
    ),
    "two verified numbers": (
        ("John", "Smith", "", *LANE, "9990000018"),
        ("John", "Smith", "", *LANE, "9990000034"),
    ),
    "no name": (("Unknown", "Unknown", "1900-01-01", *ROAD), ("Unknown", "Unknown", "1900-01-01", *LANE)),
    "baby of": (("Baby", "Stone", "2020-01-01", *ROAD), ("Baby", "King", "2020-01-01", *ROAD)),
}


def _crowd(count: int = 400) -> list[Row]:
    """Unlike people, so that names and homes are about as rare as in a town."""
    rows = []
    for number in range(count):
        letters = [chr(97 + number % turn) for turn in (7, 11, 13, 19, 23)]
        first, last = "{4}{0}rn{1} q{3}w{2}x".format(*letters).title().split()
        born = date(1950 + number % 70, 1 + number % 12, 1 + number % 28).isoformat()
        rows.append((first, last, born, f"{number} Quay Street, Harbour", f"QZ{number % 9} {number % 8}AB"))
    return rows


def _write(file: Path, rows: dict[str, Row]) -> Path:
    with file.open("w", encoding="utf-8", newline="") as sheet:
        lines = csv.writer(sheet)
        lines.writerow(HEAD)
        lines.writerows((name, *row, *[""] * (len(HEAD) - 1 - len(row))) for name, row in rows.items())
    return file


def _person_of(linked: LinkedFiles) -> dict[tuple[str, str], str]:
    rows = duckdb.connect().execute(f"select source, record_id, person_ref from '{linked.folder / 'people.parquet'}'")
    return {(source, record): ref for source, record, ref in rows.fetchall()}


@pytest.fixture(scope="module")
def person_of(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], str]:
    """Who each record of two small files is, all cases in one linkage."""
    folder = tmp_path_factory.mktemp("link")
    cases = SAME | APART
    crowd = {f"crowd {place}": row for place, row in enumerate(_crowd())}
    one = _write(folder / "one.csv", {name: pair[0] for name, pair in cases.items()} | crowd)
    two = _write(folder / "two.csv", {name: pair[1] for name, pair in cases.items()})
    return _person_of(link_files([one, two], out=folder / "out", today=TODAY))


@pytest.mark.parametrize("case", SAME)
def test_the_same_person_however_written(person_of: dict[tuple[str, str], str], case: str) -> None:
    assert person_of["one.csv", case] == person_of["two.csv", case]


@pytest.mark.parametrize("case", APART)
def test_two_people_however_alike(person_of: dict[tuple[str, str], str], case: str) -> None:
    assert person_of["one.csv", case] != person_of["two.csv", case]


def test_nobody_of_the_crowd_is_joined(person_of: dict[tuple[str, str], str]) -> None:
    crowd = {ref for (_, record), ref in person_of.items() if record.startswith("crowd")}
    assert len(crowd) == 400
    assert not crowd & {ref for (_, record), ref in person_of.items() if not record.startswith("crowd")}


def test_two_identical_rows_and_nothing_else_are_one_person(tmp_path: Path) -> None:
    """Where everybody is the same, nothing says how rare a name is; the model's own shares do."""
    file = _write(tmp_path / "tiny.csv", {"1": SAME["short form"][0], "2": SAME["short form"][0]})
    assert len(set(_person_of(link_files([file], out=tmp_path / "out", today=TODAY)).values())) == 1


def test_of_two_different_rows_each_is_one_person(tmp_path: Path) -> None:
    file = _write(tmp_path / "tiny.csv", {"1": APART["twins"][0], "2": APART["twins"][1]})
    assert len(set(_person_of(link_files([file], out=tmp_path / "out", today=TODAY)).values())) == 2


def test_many_records_that_share_a_key_are_not_all_compared(tmp_path: Path) -> None:
    """Three thousand people of one surname and birth date at one address: neither one person nor millions of pairs."""
    rows = {str(n): (f"{chr(65 + n % 26)}{chr(97 + n // 26 % 26)}{chr(97 + n // 676)}q", "Jones", "1990-03-14", *ROAD)
            for n in range(3000)}  # fmt: skip
    linked = link_files([_write(tmp_path / "giant.csv", rows)], out=tmp_path / "out", today=TODAY)
    assert len(_person_of(linked)) == 3000
    assert linked.counts["people"] > 1500
    assert linked.counts["pairs"] < 100_000


def test_records_without_a_name_are_nobody_else_however_many(tmp_path: Path) -> None:
    """A thousand rows called Unknown, or Test Test, are a thousand records that say too little."""
    words = (("Unknown", "Unknown"), ("Test", "Test"), ("N/A", "N/A"), ("", ""))
    rows = {str(n): (*words[n % 4], "1900-01-01", f"{n} Quay Street, Harbour", "QZ1 1AB") for n in range(1000)}
    linked = link_files([_write(tmp_path / "unknown.csv", rows)], out=tmp_path / "out", today=TODAY)
    assert linked.counts["people"] == 1000
