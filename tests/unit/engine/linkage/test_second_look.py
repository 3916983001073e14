"""What all the records of somebody say together: who is joined at the second look, and who is left apart."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import duckdb

from kith.engine.link_files.run import link_files

HEAD = ("id", "first name", "middle name", "surname", "sex", "dob", "address", "postcode")
ROAD = "12 Wexmoor Road, Harbour", "QX4 7TN"
LANE = "3 Tannery Lane, Harbour", "QX1 2PP"
Row = tuple[str, ...]


def _town(count: int = 600) -> list[Row]:
    """Unlike people, half of them children, so that names, homes and ages are about as rare as in a town."""
    rows = []
    for number in range(count):
        letters = [chr(97 + number % turn) for turn in (7, 11, 13, 19, 23)]
        first, last = "{4}{0}rn{1} q{3}w{2}x".format(*letters).title().split()
        born = date(1960 + number % 40 if number % 2 else 2010 + number % 10, 1 + number % 12, 1 + number % 28)
        home = f"{number} Quay Street, Harbour", f"QZ{number % 9} {number % 8}AB"
        rows.append((f"t{number}", first, "", last, "FM"[number % 3 % 2], born.isoformat(), *home))
    return rows


def _link(folder: Path, **files: Iterable[Row]) -> dict[str, str]:
    """Return the person of each record that the test named."""
    paths = []
    for name, rows in files.items():
        paths.append(folder / f"{name}.csv")
        with paths[-1].open("w", newline="") as out:
            csv.writer(out).writerows([HEAD, *rows])
    linked = link_files(paths, out=folder / "out", today=date(2026, 11, 20))
    found = duckdb.sql(f"select record_id, person_ref from '{linked.folder / 'people.parquet'}'").fetchall()
    return {record: ref for record, ref in found if record[0] != "t"}


def test_a_record_without_a_first_name_joins_what_two_others_say_together(tmp_path: Path) -> None:
    found = _link(
        tmp_path,
        roll=[*_town(), ("a", "Erica", "S", "Golder", "F", "1977-03-11", *ROAD)],
        returns=[("b", "Erica", "S", "Golder", "", "", *ROAD)],
        clinic=[("c", "", "S", "Golder", "F", "", *ROAD)],
    )
    assert found["a"] == found["b"] == found["c"]


def test_a_father_and_a_son_of_one_name_are_each_others_rival_for_a_note(tmp_path: Path) -> None:
    found = _link(
        tmp_path,
        roll=[
            *_town(),
            ("father", "Terence", "", "Quill", "M", "1970-05-26", *ROAD),
            ("son", "Terence", "", "Quill", "M", "1996-01-14", *ROAD),
        ],
        note=[("note", "Terence", "", "Quill", "M", "", *ROAD)],
    )
    assert len(set(found.values())) == 3


def test_a_file_that_lists_nobody_twice_does_not_list_a_namesake_twice(tmp_path: Path) -> None:
    one = ("one", "Ximena", "", "Morales", "F", "1971-11-07", *ROAD)
    other = ("other", "Ximena", "", "Morales", "F", "", *LANE)
    (tmp_path / "apart").mkdir()
    (tmp_path / "joined").mkdir()
    apart = _link(tmp_path / "apart", roll=[*_town(), one, other])
    joined = _link(tmp_path / "joined", roll=[*_town(), one], other=[other])
    assert apart["one"] != apart["other"]
    assert joined["one"] == joined["other"]


def test_wages_are_never_a_childs(tmp_path: Path) -> None:
    town = _town()
    wages = [(f"{row[0]}w", *row[1:4], "", "", *row[6:]) for row in town if row[5] < "2000"]
    child = ("child", "Travis", "", "Morgan", "M", "2014-02-25", *ROAD)
    paid = ("paid", "Travis", "", "Morgan", "", "", *ROAD)
    (tmp_path / "wages").mkdir()
    (tmp_path / "any").mkdir()
    apart = _link(tmp_path / "wages", roll=[*town, child], wages=[*wages, paid])
    assert apart["child"] != apart["paid"]
    # The same note from somebody who knows people of all ages is the child's.
    anyone = [(f"{row[0]}w", *row[1:4], "", "", *row[6:]) for row in town]
    joined = _link(tmp_path / "any", roll=[*town, child], wages=[*anyone, paid])
    assert joined["child"] == joined["paid"]


def test_twins_are_not_joined_at_the_second_look(tmp_path: Path) -> None:
    found = _link(
        tmp_path,
        roll=[*_town(), ("rosa", "Rosa", "", "Tindall", "F", "2014-08-21", *ROAD)],
        clinic=[("kitty", "Kitty", "", "Tindall", "F", "2014-08-21", *ROAD)],
    )
    assert found["rosa"] != found["kitty"]
