"""Linkage goes on: untouched people keep their refs, new records join their own, and nothing drifts unseen."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from kith.engine.link_files.run import LinkedFiles, link_files
from kith.engine.store import open_database

TODAY = date(2026, 11, 20)
HEADINGS = ("id", "first_name", "last_name", "date_of_birth", "address", "postcode")
FORENAMES = ("Amina", "Bertha", "Colin", "Dagmar", "Edwin", "Farida", "Gwilym", "Hester", "Ivor", "Jolanta")
SURNAMES = ("Aldous", "Brankovic", "Chakraborty", "Drummond", "Eastwood", "Fotheringay", "Gunawardena", "Holroyd")


def people(count: int) -> list[tuple[str, ...]]:
    """Made-up people who share neither home nor birthday."""
    return [
        (
            f"A{n}",
            FORENAMES[n % len(FORENAMES)],
            SURNAMES[n // len(FORENAMES) % len(SURNAMES)],
            f"{1940 + n % 60}-{n % 12 + 1:02}-{n % 28 + 1:02}",
            f"{n + 1} Made Up Road",
            f"QX{n % 9 + 1} {n % 9 + 1}AA",
        )
        for n in range(count)
    ]


def write(file: Path, rows: list[tuple[str, ...]]) -> Path:
    with file.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows([HEADINGS, *rows])
    return file


def refs(linked: LinkedFiles) -> dict[tuple[str, str], str]:
    rows = open_database().execute(
        f"select source, record_id, person_ref from read_parquet('{linked.folder / 'people.parquet'}')"
    )
    return {(source, record): ref for source, record, ref in rows.fetchall()}


def changes(linked: LinkedFiles) -> list[tuple[str, int]]:
    query = f"select cause, records from read_parquet('{linked.folder / 'changes.parquet'}') order by all"
    return [(str(cause), int(records)) for cause, records in open_database().execute(query).fetchall()]


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> LinkedFiles:
    """Eighty people in one file, linked."""
    root = tmp_path_factory.mktemp("begun")
    return link_files([write(root / "first.csv", people(80))], out=root / "linked", today=TODAY)


def test_untouched_people_keep_their_refs_and_new_records_join_their_own(begun: LinkedFiles, tmp_path: Path) -> None:
    known = people(80)
    new = [("B1", *known[7][1:]), ("B2", "Nobody", "Everheard", "1999-09-09", "1 Elsewhere", "QZ9 9ZZ")]
    week = link_files([write(tmp_path / "second.csv", new)], out=tmp_path / "week", previous=begun.folder, today=TODAY)
    before, now = refs(begun), refs(week)
    assert {key: now[key] for key in before} == before
    assert now["second.csv", "B1"] == before["first.csv", "A7"]
    assert now["second.csv", "B2"] not in before.values()
    assert len(now) == 82
    assert changes(week) == []


def test_two_weeks_are_as_good_as_one(begun: LinkedFiles, tmp_path: Path) -> None:
    known = people(80)
    first = write(tmp_path / "second.csv", [("B1", *known[7][1:])])
    second = write(tmp_path / "third.csv", [("C1", *known[7][1:]), ("C2", *known[8][1:])])
    one = link_files([first], out=tmp_path / "one", previous=begun.folder, today=TODAY)
    two = link_files([second], out=tmp_path / "two", previous=one.folder, today=TODAY)
    now = refs(two)
    assert now["third.csv", "C1"] == now["second.csv", "B1"] == now["first.csv", "A7"]
    assert now["third.csv", "C2"] == now["first.csv", "A8"]


def test_a_changed_record_leaves_the_person_it_no_longer_is(begun: LinkedFiles, tmp_path: Path) -> None:
    known = people(80)
    joined = link_files(
        [write(tmp_path / "second.csv", [("B1", *known[7][1:])])],
        out=tmp_path / "one",
        previous=begun.folder,
        today=TODAY,
    )
    mended = [("B1", "Nobody", "Everheard", "1999-09-09", "1 Elsewhere", "QZ9 9ZZ")]
    again = link_files(
        [write(tmp_path / "second.csv", mended)], out=tmp_path / "two", previous=joined.folder, today=TODAY
    )
    before, now = refs(joined), refs(again)
    assert before["second.csv", "B1"] == before["first.csv", "A7"] == now["first.csv", "A7"]
    assert now["second.csv", "B1"] != now["first.csv", "A7"]
    assert len(now) == 81


def test_linking_anew_keeps_refs_and_says_who_was_merged(begun: LinkedFiles, tmp_path: Path) -> None:
    known = people(80)
    # Two records that say too little to be one person, until a third says that they are.
    first, last, born = known[7][1], known[7][2], known[7][3]
    apart = [("B1", first, last, "", "", ""), *((f"B{n + 2}", *row[1:]) for n, row in enumerate(known[20:60]))]
    file = write(tmp_path / "second.csv", apart)
    begin = write(tmp_path / "first.csv", known)
    one = link_files([file], out=tmp_path / "one", previous=begun.folder, today=TODAY)
    mended = [("B1", first, last, born, known[7][4], known[7][5]), *apart[1:]]
    two = link_files(
        [begin, write(tmp_path / "second.csv", mended)],
        out=tmp_path / "two",
        previous=one.folder,
        anew=True,
        today=TODAY,
    )
    before, now = refs(one), refs(two)
    assert now["second.csv", "B1"] == now["first.csv", "A7"]
    untouched = [key for key in before if key not in {("second.csv", "B1"), ("first.csv", "A7")}]
    assert [now[key] for key in untouched] == [before[key] for key in untouched]
    expected = [] if before["second.csv", "B1"] == before["first.csv", "A7"] else [("MERGED", 1)]
    assert changes(two) == expected


def test_an_interrupted_increment_leaves_the_earlier_state_whole(begun: LinkedFiles, tmp_path: Path) -> None:
    parts = {file.name: file.read_bytes() for file in (begun.folder / "state").iterdir()}
    new = write(tmp_path / "second.csv", [("B1", *people(80)[3][1:])])
    link_files([new], out=tmp_path / "week", previous=begun.folder, today=TODAY)
    assert {file.name: file.read_bytes() for file in (begun.folder / "state").iterdir()} == parts
