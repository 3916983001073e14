"""Linkage on a handful of records: who is the same person, and who must never be."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from kith.engine.linkage.run import link
from kith.engine.refs import prepare_key
from kith.engine.standardise.run import prepare_macros
from kith.engine.store import Apart, Run, RunsFolder
from kith.engine.tables import NOTES, STANDARD
from kith.vocabulary.identifiers import is_ref

HOME, AWAY = "uprn:999000000001", "uprn:999000000002"
BORN = date(2014, 5, 6)
KEY = bytes(32)


class People:
    """Records to link, added one by one."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.records: list[dict[str, Any]] = []
        self.homes: list[dict[str, Any]] = []
        self.bonds: list[dict[str, Any]] = []

    def add(self, record: str, name: str, born: date | None = None, home: str | None = HOME, **more: Any) -> None:
        source, local_id = record.split(":")
        forename, surname = name.rsplit(" ", 1) if " " in name else (None, name)
        agency = more.pop("agency", source.upper())
        self.record(record, agency_id=agency, forename=forename, surname=surname, born_on=born, **more)
        if home:
            self.homes.append({"source": source, "record_id": record, "local_id": local_id, "dwelling_id": home})

    def record(self, record: str, **cells: Any) -> None:
        """Add a record as bare as can be."""
        source, local_id = record.split(":")
        bare = {
            "source": source,
            "record_id": record,
            "local_id": local_id,
            "agency_id": source.upper(),
            "row_number": 1,
        }
        self.records.append(bare | cells)

    def bind(self, one: str, kind: str, other: str) -> None:
        self.bonds.append({"source": one.split(":")[0], "from_record_id": one, "kind": kind, "to_record_id": other})

    def crowd(self, count: int = 120) -> None:
        """Add unlike people, so that names and homes are about as rare as in a town."""
        for number in range(count):
            letters = [chr(97 + number % turn) for turn in (7, 11, 13, 19, 23)]
            name = "{4}{0}rn{1} q{3}w{2}x".format(*letters).title()
            self.add(
                f"roll:crowd{number}",
                name,
                date(1950 + number % 70, 1 + number % 12, 1 + number % 28),
                f"uprn:{number}",
            )

    def link(self, run_id: str = "1", previous: Path | None = None, apart: Sequence[Apart] = ()) -> dict[str, str]:
        """Return the person of each record."""
        run = Run.begin(RunsFolder(self.root), run_id)
        for table in (*STANDARD.values(), *NOTES.values()):
            run.make_table(table.name)
        for table, rows in (("person", self.records), ("address", self.homes), ("relation", self.bonds)):
            if rows:
                columns = {name: [row.get(name) for row in rows] for name in {name for row in rows for name in row}}
                run.database.register("given", pa.table(columns))
                run.database.execute(f"insert into standard.{table} by name from given")
                run.database.unregister("given")
        prepare_macros(run.database)
        prepare_key(run.database, KEY)
        self.report = link(run, previous=previous, apart=apart)
        self.folder = run.folder
        found = dict(run.database.execute("from linked.record_person").fetchall())
        self.best = run.database.execute("from linked.person").fetchall()
        run.finish()
        return found


@pytest.fixture
def people(tmp_path: Path) -> People:
    return People(tmp_path)


def test_no_records_at_all(people: People) -> None:
    assert people.link() == {}


def test_one_record(people: People) -> None:
    people.add("police:1", "Ella Marlowe")
    assert len(people.link()) == 1


def test_records_without_anything_stay_alone_and_are_counted(people: People) -> None:
    for number in range(5):
        people.record(f"police:{number}")
    assert len(set(people.link().values())) == 5
    assert people.report["say_too_little"] == {"police": 5}


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (("Ella Marlowe", BORN), ("ELLA MARLOWE", BORN)),
        (("Elizabeth Marlowe", BORN), ("Liz Marlowe", BORN)),
        (("Muhammad Khan", BORN), ("Mohammed Khan", BORN)),
        (("Ella Marlowe-Hobbs", BORN), ("Ella Hobbs", BORN)),
        (("Ella Marlowe", BORN), ("Ella Marlow", date(2014, 6, 5))),
        (("Ella Marlowe", BORN), ("E Marlowe", BORN)),
        (("Ella Marlowe", BORN), ("Ella Marlowe", None)),
        (("Zoë O'Brien", BORN), ("Zoe OBrien", BORN)),
    ],
)
def test_the_same_person_however_written(people: People, one: tuple, two: tuple) -> None:
    people.crowd()
    people.add("school:1", *one)
    people.add("health:1", *two)
    found = people.link()
    assert found["school:1"] == found["health:1"]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (("Ella Marlowe", BORN), ("Jay Marlowe", date(2018, 1, 2))),  # sister and brother
        (("Ella Marlowe", BORN), ("Jay Marlowe", BORN)),  # twins
        (("Terence Marlowe", date(1960, 5, 6)), ("Terence Marlowe", BORN)),  # father and son
        (("Ella Marlowe", BORN), ("Dawn Marlowe", None)),  # child and mother without a birth date
    ],
)
def test_one_family_is_never_one_person(people: People, one: tuple, two: tuple) -> None:
    people.crowd()
    people.add("school:1", *one)
    people.add("health:1", *two)
    found = people.link()
    assert found["school:1"] != found["health:1"]


def test_twins_with_like_names_are_told_apart_when_one_agency_lists_both(people: People) -> None:
    people.crowd()
    for source in ("school", "health", "care"):
        people.add(f"{source}:1", "Mollie Ashdown", BORN)
        people.add(f"{source}:2", "Millie Ashdown", BORN)
    found = people.link()
    assert len({found[f"{source}:1"] for source in ("school", "health", "care")}) == 1
    assert len({found[f"{source}:2"] for source in ("school", "health", "care")}) == 1
    assert found["school:1"] != found["school:2"]


def test_a_borrowed_nhs_number_does_not_join_mother_and_baby(people: People) -> None:
    people.crowd()
    people.add("health:1", "Dawn Marlowe", date(1984, 3, 4), nhs_number="9434765919")
    people.add("midwife:1", "Jay Marlowe", BORN, nhs_number="9434765919")
    found = people.link()
    assert found["health:1"] != found["midwife:1"]


def test_conflicting_nhs_numbers_hold_like_people_apart(people: People) -> None:
    people.crowd()
    people.add("health:1", "John Smith", None, nhs_number="9434765919")
    people.add("care:1", "John Smith", None, nhs_number="9990000018")
    found = people.link()
    assert found["health:1"] != found["care:1"]


def test_a_note_about_father_or_son_is_left_to_itself(people: People) -> None:
    people.crowd()
    people.add("care:1", "Terence Blackwood", date(1960, 5, 6))
    people.add("health:2", "Terence Blackwood", date(1996, 5, 4))
    people.add("charity:3", "Terence Blackwood", None)
    found = people.link()
    assert len(set(found[record] for record in ("care:1", "health:2", "charity:3"))) == 3


def test_a_mother_without_a_birth_date_is_known_by_her_child(people: People) -> None:
    people.crowd()
    people.add("school:1", "Ella Marlowe", BORN, upn="A979200012345")
    people.add("school:2", "Dawn Marlowe", None, None)
    people.bind("school:2", "PARENT", "school:1")
    people.add("care:1", "Ella Marlowe", BORN, upn="A979200012345")
    people.add("care:2", "Dawn Marlowe", date(1984, 3, 4))
    people.bind("care:2", "PARENT", "care:1")
    found = people.link()
    assert found["school:2"] == found["care:2"]
    assert found["school:1"] == found["care:1"]


def test_nobody_is_their_own_parent(people: People) -> None:
    people.crowd()
    people.add("school:child", "Lee Porter", BORN)
    people.add("school:father", "Lee Porter", None, agency="OTHER_SCHOOL")
    people.bind("school:father", "PARENT", "school:child")
    people.add("health:child", "Lee Porter", BORN)
    found = people.link()
    assert found["school:father"] != found["school:child"]


def test_a_baby_on_the_way_is_one_baby(people: People) -> None:
    people.crowd()
    people.add("midwife:1", "Dawn Marlowe", date(1984, 3, 4))
    people.add("help:1", "Dawn Marlowe", date(1984, 3, 4))
    for source in ("midwife", "help"):
        people.record(f"{source}:b", due_on=date(2027, 3, 12))
        people.bind(f"{source}:1", "PARENT", f"{source}:b")
    found = people.link()
    assert found["midwife:b"] == found["help:b"]


def test_ten_thousand_people_at_one_address_are_not_compared_with_one_another(people: People) -> None:
    for number in range(3000):
        people.add(f"{'ab'[number % 2]}:{number}", f"Sam{number} Jones", date(1990, 1, 1), HOME)
    found = people.link()
    assert len(found) == 3000
    assert people.report["pairs_compared"] < 100_000
    assert people.report["too_common_keys"]


def test_refs_are_well_formed_and_last(people: People) -> None:
    people.crowd(40)
    people.add("school:1", "Ella Marlowe", BORN)
    people.add("health:1", "Ella Marlowe", BORN)
    before = people.link("1")
    assert all(is_ref(ref) for ref in before.values())
    people.add("care:1", "Ella Marlowe", BORN)
    people.add("aaa:1", "Quite Newcomer", date(1970, 7, 7), AWAY)
    after = people.link("2", previous=people.folder)
    assert {record: after[record] for record in before} == before
    assert after["care:1"] == before["school:1"]
    assert after["aaa:1"] not in before.values()


def test_a_person_who_is_not_sent_for_a_while_comes_back_under_the_same_ref(people: People) -> None:
    people.add("school:1", "Ella Marlowe", BORN)
    people.add("health:2", "Jay Porter", date(2011, 2, 3), AWAY)
    first = people.link("1")
    kept, people.records = people.records, people.records[:1]
    people.link("2", previous=people.folder)
    people.records = kept
    assert people.link("3", previous=people.folder) == first


def test_the_best_name_is_the_one_most_records_give_and_an_initial_never_wins(people: People) -> None:
    people.crowd(40)
    people.add("a:1", "E Marlowe", BORN)
    people.add("b:1", "E Marlowe", BORN)
    people.add("c:1", "Ella Marlowe", BORN)
    found = people.link()
    assert found["a:1"] == found["b:1"] == found["c:1"]
    best = next(row for row in people.best if row[0] == found["a:1"])
    assert best[1:3] == ("Ella", "Marlowe")


def test_the_same_records_give_the_same_people_and_refs(people: People, tmp_path: Path) -> None:
    people.crowd(100)
    first = people.link("1")
    again = People(tmp_path / "again")
    again.records, again.homes = list(reversed(people.records)), list(reversed(people.homes))
    assert again.link("1") == first


NHS_BEFORE, NHS_AFTER = "9990000018", "9990000026"
BEFORE_AND_AFTER = Apart(("ssd:before", "health:before"), ("ssd:after", "health:after"), is_new_identity=True)


def _adopted(people: People) -> None:
    """One child under two identities that plain linkage would take for one: one school still gives the old address."""
    people.crowd()
    people.add("ssd:before", "Ella Marlowe", BORN, agency="A")
    people.add("health:before", "Ella Marlowe", BORN, agency="B")
    people.add("ssd:after", "Ella Marlowe", BORN, agency="C")
    people.add("health:after", "Ella Marlowe", BORN, agency="D")


def test_identities_that_people_keep_apart_are_never_joined(people: People) -> None:
    _adopted(people)
    plain = people.link()
    assert len({plain[one] for one in (*BEFORE_AND_AFTER.one, *BEFORE_AND_AFTER.other)}) == 1
    found = people.link("2", apart=[BEFORE_AND_AFTER])
    assert found["ssd:before"] == found["health:before"] != found["ssd:after"] == found["health:after"]


def test_a_new_record_that_fits_both_identities_joins_neither(people: People) -> None:
    _adopted(people)
    people.add("roll:fits_both", "Ella Marlowe", BORN)
    people.add("nursery:new", "Ella Marlowe", BORN, home=AWAY, agency="E", nhs_number=NHS_AFTER)
    people.records[-2]["nhs_number"] = None
    for record in people.records:
        if record["record_id"].endswith(":after"):
            record["nhs_number"] = NHS_AFTER
        if record["record_id"].endswith(":before"):
            record["nhs_number"] = NHS_BEFORE
    found = people.link(apart=[BEFORE_AND_AFTER])
    assert found["roll:fits_both"] not in {found["ssd:before"], found["ssd:after"]}
    assert found["nursery:new"] == found["ssd:after"] != found["ssd:before"]


def test_a_decision_about_records_that_did_not_come_changes_nothing(people: People) -> None:
    _adopted(people)
    assert people.link(apart=[Apart(("gone:1",), ("ssd:after",)), Apart((), ())]) == people.link("2")
