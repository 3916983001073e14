"""Families on a handful of people: who is in which, and what never makes a family."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from kith.engine.families.run import find_families
from kith.engine.refs import open_giving, prepare_key
from kith.engine.store import Run, RunsFolder, SaidOfBond, SaidOfHome
from kith.engine.tables import NOTES, STANDARD, TABLES
from kith.vocabulary.codes.household_statuses import HOUSEHOLD_STATUSES
from kith.vocabulary.identifiers import is_ref

TODAY = date(2026, 11, 20)
ADULT, CHILD = date(1985, 1, 2), date(2015, 3, 4)


class Town:
    """People already resolved; each is one record of a source called town."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.people: list[dict[str, Any]] = []
        self.addresses: list[dict[str, Any]] = []
        self.bonds: list[dict[str, Any]] = []
        self.known: list[str] = []
        self.said: list[SaidOfBond] = []
        self.left: list[SaidOfHome] = []
        self.listed: list[dict[str, Any]] = []

    def person(self, name: str, born: date | None = ADULT, home: str | None = None, **more: Any) -> None:
        self.people.append(
            {"person_ref": name, "forename": name, "surname": more.pop("surname", name), "born_on": born, **more}
        )
        if home:
            self.lives(name, home)

    def child(self, name: str, home: str | None = None, **more: Any) -> None:
        self.person(name, CHILD, home, **more)

    def lives(self, name: str, home: str, **more: Any) -> None:
        self.addresses.append(
            {"source": "town", "record_id": f"town:{name}", "dwelling_id": home, "as_at": TODAY, **more}
        )

    def bond(self, one: str, kind: str, *others: str, until: date | None = None) -> None:
        for other in others:
            self.bonds.append({"source": "town", "from_record_id": f"town:{one}", "kind": kind,
                               "to_record_id": f"town:{other}", "valid_to": until})  # fmt: skip

    def says(self, one: str, kind: str, other: str, decision: str, on: date = TODAY) -> None:
        self.said.append(SaidOfBond((f"town:{one}",), kind, (f"town:{other}",), decision, on))

    def has_left(self, name: str, home: str, on: date, said_on: date = TODAY) -> None:
        self.left.append(SaidOfHome((f"town:{name}",), home, on, said_on))

    def homes(self, name: str) -> dict[str, tuple[date | None, date | None]]:
        """Return the homes of somebody, each with from and to."""
        rows = self.rows(
            f"select dwelling_id, valid_from, valid_to from families.residence where person_ref = '{name}'"
        )
        return {home: (since, until) for home, since, until in rows}

    def find(self, run_id: str = "1", previous: Path | None = None) -> list[set[str]]:
        """Return the members of each family, largest first."""
        self.run = run = Run.begin(RunsFolder(self.root), run_id)
        for table in (*STANDARD.values(), *NOTES.values(), TABLES["linked.person"], TABLES["linked.record_person"]):
            run.make_table(table.name)
        records = [{"person_ref": one["person_ref"], "record_id": f"town:{one['person_ref']}"} for one in self.people]
        involved = [{"source": "town", "record_id": f"town:{name}"} for name in self.known]
        for table, rows in (
            ("linked.person", self.people), ("linked.record_person", records), ("standard.address", self.addresses),
            ("standard.relation", self.bonds), ("standard.involvement", involved), ("standard.listed", self.listed),
        ):  # fmt: skip
            if rows:
                columns = {name: [row.get(name) for row in rows] for name in {name for row in rows for name in row}}
                run.database.register("given", pa.table(columns))
                run.database.execute(f"insert into {table} by name from given")
        prepare_key(run.database, bytes(32))
        open_giving(run.database, "person", previous)  # as linkage does before
        self.report = find_families(run, TODAY, previous=previous, said=self.said, left=self.left)
        self.members = run.database.execute("from families.family_member").fetchall()
        self.roles = {person: role for _, person, role in self.members}
        families: dict[str, set[str]] = {}
        for family, person, _ in self.members:
            families.setdefault(family, set()).add(person)
        self.refs = {frozenset(members): family for family, members in families.items()}
        return sorted(families.values(), key=lambda members: (-len(members), sorted(members)))

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        return self.run.database.execute(query).fetchall()


@pytest.fixture
def town(tmp_path: Path) -> Town:
    return Town(tmp_path)


def test_the_marlowes_are_one_family_over_two_addresses(town: Town) -> None:
    town.person("dawn", home="tern")
    town.person("lee", home="tern")
    town.person("carl", home="elsewhere")
    town.person("joan", date(1955, 1, 1), home="joans")
    town.person("alan", date(1950, 1, 1), died_on=date(2010, 1, 1))
    town.person("ryan", date(2009, 2, 11), home="elsewhere")
    town.child("ella", home="tern")
    town.child("jay", home="tern")
    town.person("baby", None, due_on=date(2027, 3, 12))
    town.bond("dawn", "PARENT", "ryan", "ella", "jay", "baby")
    town.bond("lee", "PARENT", "ella", "jay")
    town.bond("lee", "STEP_PARENT", "ryan")
    town.bond("carl", "PARENT", "ryan")
    town.bond("joan", "GRANDPARENT", "ella")
    town.bond("joan", "PARENT", "dawn")
    town.bond("alan", "PARENT", "dawn")
    assert town.find() == [{"dawn", "lee", "carl", "joan", "alan", "ryan", "ella", "jay", "baby"}]
    assert {name for name, role in town.roles.items() if role == "CHILD"} == {"ryan", "ella", "jay", "baby"}
    assert town.roles["joan"] == "OTHER_ADULT"
    assert town.roles["carl"] == "PARENT"


def test_an_address_alone_is_never_a_family(town: Town) -> None:
    town.person("lodger", home="tern")
    town.child("ella", home="tern")
    town.bond("lodger", "CONTACT", "jay")
    town.child("jay", home="other")
    assert {"lodger", "ella"} not in town.find()
    assert all("lodger" not in family for family in town.find("2"))


def test_two_weak_signs_together_are_a_bond(town: Town) -> None:
    town.person("dawn", home="tern")
    town.child("ella", home="tern")
    town.child("cousin", home="other")
    town.bond("dawn", "BENEFIT_UNIT", "ella", "cousin")
    assert town.find() == [{"dawn", "ella"}, {"cousin"}]


def test_a_father_of_two_households_is_in_both_and_does_not_join_them(town: Town) -> None:
    town.person("donna", home="one")
    town.child("isabella", home="one")
    town.person("karen", home="two")
    town.child("harry", home="two")
    town.person("andrew", home="three")
    town.bond("donna", "PARENT", "isabella")
    town.bond("karen", "PARENT", "harry")
    town.bond("andrew", "PARENT", "isabella", "harry")
    assert town.find() == [{"andrew", "donna", "isabella"}, {"andrew", "harry", "karen"}]


def test_a_chain_of_half_siblings_is_cut(town: Town) -> None:
    """Each mother shares a child with a man who lives with the next mother."""
    for number in range(6):
        town.person(f"mother{number}", home=f"home{number}")
        town.child(f"child{number}", home=f"home{number}")
        town.bond(f"mother{number}", "PARENT", f"child{number}")
    for number in range(5):
        town.person(f"father{number}", home=f"home{number + 1}")
        town.bond(f"father{number}", "PARENT", f"child{number}", f"child{number + 1}")
    families = town.find()
    assert len(families) >= 5
    assert max(sum(name.startswith("mother") for name in family) for family in families) <= 2


def test_a_refuge_is_never_reached_from_the_page_of_who_was_left(town: Town) -> None:
    town.person("leanne")
    town.child("kian")
    for name in ("leanne", "kian"):
        town.lives(name, "old", valid_from=date(2020, 1, 1))
        town.lives(name, "refuge", valid_from=date(2026, 1, 1), is_protected=True)
    town.person("shane", home="old")
    town.known.append("shane")
    town.person("neighbour", home="refuge")
    town.bond("leanne", "PARENT", "kian")
    town.bond("shane", "PARENT", "kian")
    town.bond("shane", "PARTNER", "leanne")
    assert {"leanne", "kian"} in town.find()
    assert all("shane" not in family or family == {"shane"} for family in town.find("2"))
    assert town.rows("select count(*) from families.household where dwelling_id = 'refuge'") == [(0,)]


def test_a_foster_carer_is_not_family(town: Town) -> None:
    town.person("carer", home="carers")
    town.child("ella", home="carers")
    town.person("dawn", home="tern")
    town.bond("carer", "FOSTER_CARER", "ella")
    town.bond("dawn", "PARENT", "ella")
    assert town.find() == [{"dawn", "ella"}]


def test_an_ended_partner_who_is_no_parent_has_left(town: Town) -> None:
    town.person("dawn", home="tern")
    town.person("former")
    town.child("ella", home="tern")
    town.bond("dawn", "PARENT", "ella")
    town.bond("former", "PARTNER", "dawn", until=date(2020, 1, 1))
    assert town.find() == [{"dawn", "ella"}]


def test_brothers_and_sisters_of_whom_no_parent_is_known_stay_together(town: Town) -> None:
    town.child("ella")
    town.child("jay")
    town.bond("ella", "SIBLING", "jay")
    assert town.find() == [{"ella", "jay"}]


def test_a_grown_up_alone_is_shown_only_if_someone_works_with_them(town: Town) -> None:
    town.person("known")
    town.person("unknown")
    town.known.append("known")
    assert town.find() == [{"known"}]


def test_an_old_couple_and_their_son_at_home_are_one(town: Town) -> None:
    town.person("anna", date(1950, 1, 1), home="h")
    town.person("bert", date(1948, 1, 1), home="h")
    town.person("son", date(1980, 1, 1), home="h")
    town.bond("anna", "PARTNER", "bert")
    town.bond("bert", "PARENT", "son")
    town.known.append("anna")
    assert town.find() == [{"anna", "bert", "son"}]


def test_nobody_is_the_parent_of_someone_as_old(town: Town) -> None:
    town.person("dawn", date(2010, 1, 1), home="tern")
    town.child("ella", home="tern")
    town.bond("dawn", "PARENT", "ella")
    assert {"dawn", "ella"} not in town.find()
    assert town.report["improbable_relations"] == 1


def test_the_newest_dated_home_is_where_a_person_lives(town: Town) -> None:
    town.person("dawn")
    town.lives("dawn", "old", valid_from=date(2015, 1, 1))
    town.lives("dawn", "new", valid_from=date(2024, 5, 1))
    town.lives("dawn", "undated")
    town.find()
    assert town.rows("select dwelling_id from families.household") == [("new",)]
    assert town.rows("select valid_to from families.residence where dwelling_id = 'old'") == [(date(2024, 5, 1),)]


def test_a_hostel_is_communal_and_a_large_family_is_not(town: Town) -> None:
    for number in range(12):
        town.person(f"guest{number}", home="hostel")
        town.child(f"c{number}", home="large", surname="Large")
    town.find()
    assert town.rows("select dwelling_id from families.dwelling where is_communal") == [("hostel",)]
    assert town.rows("select distinct dwelling_id from families.household") == [("large",)]


def test_family_refs_last_when_a_member_comes_or_goes(town: Town) -> None:
    town.person("dawn", home="tern")
    town.child("ella", home="tern")
    town.child("jay", home="tern")
    town.bond("dawn", "PARENT", "ella", "jay")
    town.find("1")
    [(members, ref)] = town.refs.items()
    assert members == {"dawn", "ella", "jay"}
    assert is_ref(ref)
    folder = town.run.folder
    town.run.finish()
    town.person("aaron", home="tern")
    town.bond("aaron", "PARENT", "ella")
    town.people = [person for person in town.people if person["person_ref"] != "jay"]
    town.find("2", previous=folder)
    assert town.refs == {frozenset({"aaron", "dawn", "ella"}): ref}


def test_parents_apart_with_a_child_each_are_one_family_once(town: Town) -> None:
    town.person("dawn", home="one")
    town.person("carl", home="two")
    town.child("ella", home="one")
    town.child("ryan", home="two")
    town.bond("dawn", "PARENT", "ella", "ryan")
    town.bond("carl", "PARENT", "ella", "ryan")
    assert town.find() == [{"carl", "dawn", "ella", "ryan"}]


def bonds(town: Town) -> list[tuple[Any, ...]]:
    return town.rows("select from_person_ref, kind, to_person_ref, valid_to, sources, strength from families.relation")


def test_what_a_worker_says_of_a_bond_goes_before_what_agencies_send(town):
    town.person("MUM", home="H1")
    town.person("DAD", home="H1")
    town.person("EX", home="H2")
    town.child("KIT", home="H1")
    town.bond("MUM", "PARENT", "KIT")
    town.bond("EX", "PARENT", "KIT")
    town.bond("MUM", "PARTNER", "EX")
    town.says("EX", "PARENT", "KIT", "WRONG")
    town.says("DAD", "PARENT", "KIT", "MISSING")
    town.says("EX", "PARTNER", "MUM", "ENDED", date(2026, 3, 1))  # either way round
    assert town.find() == [{"MUM", "DAD", "KIT"}]
    assert sorted(bonds(town)) == [
        ("DAD", "PARENT", "KIT", None, "PEOPLE", "STRONG"),
        ("EX", "PARTNER", "MUM", date(2026, 3, 1), "town", "STRONG"),
        ("MUM", "PARENT", "KIT", None, "town", "STRONG"),
    ]


def test_a_worker_cannot_make_a_child_the_parent_of_an_adult(town):
    town.person("MUM", home="H1")
    town.child("KIT", home="H1")
    town.says("KIT", "PARENT", "MUM", "MISSING")
    town.find()
    assert bonds(town) == []


def statuses(town: Town) -> dict[str, str]:
    return dict(town.rows("select dwelling_id, status from families.household_status"))


def test_households_that_are_improbable_say_why(town):
    town.person("MUM", home="H1")
    town.child("KIT", home="H1")
    town.child("SAM", home="H2")
    for name in ("ANN", "BOB"):
        town.child(name, home="H3")
    for name in ("TEN", "TOM"):
        town.person(name, date(2009, 3, 4), home="H4")
    for number in range(11):
        town.person(f"P{number}", home="H5", surname="Tern")
    town.person("OLD", home="uprn:7")
    town.person("SHOP", home="uprn:8")
    town.person("NOBODYS AGE", None, home="H6")
    row = {"source": "list", "delivery_id": "d", "row_number": 1, "address_text": "1 Tern Close"}
    town.listed += [{**row, "uprn": "7", "kind": "COMMUNAL"}, {**row, "uprn": "8", "kind": "COMMERCIAL"}]
    town.find()
    assert statuses(town) == {
        "H1": "PROBABLE",
        "H2": "CHILD_ALONE",
        "H3": "UNDER_16_ONLY",
        "H4": "NO_ADULT",
        "H5": "MORE_THAN_TEN",
        "H6": "PROBABLE",
        "uprn:7": "COMMUNAL",
        "uprn:8": "NOT_RESIDENTIAL",
    }
    assert set(statuses(town).values()) <= set(HOUSEHOLD_STATUSES)
    assert town.report["household_status"]["PROBABLE"] == 2


def test_a_household_of_which_somebody_was_elsewhere_since_contradicts_itself(town):
    town.person("MUM")
    town.lives("MUM", "H1", valid_from=date(2020, 1, 1))
    town.lives("MUM", "H2", valid_from=date(2022, 1, 1), valid_to=date(2024, 1, 1))
    town.find()
    assert statuses(town) == {"H1": "DATES_CONTRADICT"}


def test_a_protected_dwelling_has_no_status(town):
    town.person("MUM")
    town.lives("MUM", "H1", is_protected=True)
    town.find()
    assert statuses(town) == {}


def test_a_stay_in_a_refuge_casts_no_doubt_on_the_home(town: Town) -> None:
    """Where it did, whoever reads of the home would read that somebody of it had been elsewhere since."""
    for ref, other in (("dawn", "refuge"), ("lee", "flat")):
        town.person(ref)
        town.lives(ref, f"{ref}s", valid_from=date(2015, 1, 1))
        town.lives(ref, other, valid_from=date(2025, 1, 1), valid_to=date(2025, 6, 1))
    town.person("ruth")
    town.lives("ruth", "refuge", is_protected=True)
    town.find()
    assert statuses(town) == {"dawns": "PROBABLE", "lees": "DATES_CONTRADICT"}


def test_whoever_left_as_a_worker_says_lives_there_no_longer_and_is_of_no_household(town: Town) -> None:
    town.person("dawn", home="tern")
    town.person("lee")
    town.lives("lee", "tern", valid_from=date(2020, 1, 1))
    town.bond("lee", "PARTNER", "dawn")
    town.find()
    assert ("lee",) in town.rows("select person_ref from families.household where dwelling_id = 'tern'")
    town.has_left("lee", "tern", date(2026, 11, 1))
    town.find("2")
    assert town.homes("lee") == {"tern": (date(2020, 1, 1), date(2026, 11, 1))}
    assert town.rows("select person_ref from families.household where dwelling_id = 'tern'") == [("dawn",)]


def test_nobody_is_moved_to_an_older_address_by_what_a_worker_says(town: Town) -> None:
    """A friend of whoever is looking for a child must not be able to have the child live with him."""
    town.child("ella")
    town.lives("ella", "tern", valid_from=date(2024, 1, 1))
    town.lives("ella", "fathers", valid_from=date(2018, 1, 1))
    town.has_left("ella", "tern", date(2026, 11, 1))
    town.find()
    assert not [home for home, (_, until) in town.homes("ella").items() if until is None]


def test_what_an_agency_tells_of_a_later_day_goes_before_what_a_worker_said(town: Town) -> None:
    said_on, back_on = date(2026, 9, 1), date(2026, 10, 1)
    town.person("lee")
    town.lives("lee", "tern", valid_from=date(2020, 1, 1))
    town.has_left("lee", "tern", date(2026, 8, 1), said_on)
    town.find()
    assert town.homes("lee") == {"tern": (date(2020, 1, 1), date(2026, 8, 1))}
    town.lives("lee", "tern", valid_from=back_on)
    town.find("2")
    assert town.homes("lee") == {"tern": (back_on, None)}
    town.addresses.pop()
    town.lives("lee", "new", valid_from=back_on)
    town.find("3")
    assert town.homes("lee") == {"tern": (date(2020, 1, 1), date(2026, 8, 1)), "new": (back_on, None)}


def test_an_old_address_sent_again_without_a_day_is_not_newer(town: Town) -> None:
    town.person("lee", home="tern")
    town.has_left("lee", "tern", date(2026, 8, 1), date(2026, 9, 1))
    town.find()
    assert town.homes("lee") == {"tern": (None, date(2026, 8, 1))}


def test_nobody_leaves_a_refuge_by_what_a_worker_says(town: Town) -> None:
    town.person("leanne")
    town.lives("leanne", "refuge", valid_from=date(2026, 1, 1), is_protected=True)
    town.has_left("leanne", "refuge", date(2026, 11, 1))
    town.find()
    assert town.homes("leanne") == {"refuge": (date(2026, 1, 1), None)}
