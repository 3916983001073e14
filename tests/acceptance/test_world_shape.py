"""The example council is possible: nobody is in two places at once, parents are older, identifiers are not real."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from kith.engine.progress import Silent
from kith.engine.store import Database, open_database
from kith.engine.synthetic.make import make_world
from kith.engine.synthetic.truth import TRUTH
from kith.vocabulary.codes.agency_kinds import AGENCY_KINDS
from kith.vocabulary.codes.fact_kinds import FACT_KINDS
from kith.vocabulary.codes.relation_kinds import RELATION_KINDS
from kith.vocabulary.identifiers import nhs_number_of, postcode_of, upn_of, uprn_of

AS_AT = date(2026, 11, 20)


@pytest.fixture(scope="module")
def world() -> Iterator[Database]:
    database = open_database()
    make_world(database, 4_000, 3, AS_AT, Silent())
    yield database
    database.close()


def rows(world: Database, query: str) -> list[tuple[object, ...]]:
    return world.execute(query).fetchall()


def none_of(world: Database, query: str) -> None:
    assert rows(world, f"{query} limit 5") == []


def texts(world: Database, column: str, table: str) -> list[str]:
    return [
        str(value)
        for (value,) in rows(world, f"select distinct {column} from truth.{table} where {column} is not null")
    ]


def test_every_truth_table_but_the_answer_key_has_rows(world: Database) -> None:
    empty = [name for name in TRUTH if rows(world, f"select count(*) from truth.{name}") == [(0,)]]
    assert empty == ["record"]


def test_nobody_is_in_two_dwellings_at_once(world: Database) -> None:
    none_of(
        world,
        """
        select one.person_id from truth.residence one join truth.residence two using (person_id)
        where (one.valid_from, one.dwelling_id) < (two.valid_from, two.dwelling_id)
            and coalesce(one.valid_to, date '9999-01-01') > two.valid_from
        """,
    )


def test_nobody_lives_before_birth_or_after_death(world: Database) -> None:
    none_of(
        world,
        """
        select person_id from truth.residence join truth.person using (person_id)
        where valid_from < born_on or due_on is not null
            or (died_on is not null and coalesce(valid_to, date '9999-01-01') > died_on)
        """,
    )


def test_parents_and_grandparents_are_older(world: Database) -> None:
    none_of(
        world,
        """
        select from_person_id from truth.relation join truth.person elder on elder.person_id = from_person_id
            join truth.person younger on younger.person_id = to_person_id
        where kind in ('PARENT', 'GRANDPARENT')
            and coalesce(younger.born_on, younger.due_on)
                < elder.born_on + interval (case kind when 'PARENT' then 14 else 28 end) year
        """,
    )


def test_a_child_has_one_mother_and_one_father_at_most(world: Database) -> None:
    none_of(world, "select to_person_id from truth.relation where kind = 'PARENT' group by 1 having count(*) > 2")


def test_codes_are_those_of_the_vocabulary(world: Database) -> None:
    assert set(texts(world, "kind", "relation")) <= set(RELATION_KINDS)
    assert set(texts(world, "kind", "event")) <= {*FACT_KINDS, "S47_ENQUIRY"}
    assert set(texts(world, "kind", "agency")) == set(AGENCY_KINDS)


def test_every_reference_finds_its_row(world: Database) -> None:
    for table, column, target, key in (
        ("residence", "person_id", "person", "person_id"),
        ("residence", "dwelling_id", "dwelling", "dwelling_id"),
        ("relation", "from_person_id", "person", "person_id"),
        ("relation", "to_person_id", "person", "person_id"),
        ("family_member", "person_id", "person", "person_id"),
        ("family_member", "family_id", "family", "family_id"),
        ("involvement", "person_id", "person", "person_id"),
        ("involvement", "staff_id", "worker", "staff_id"),
        ("event", "person_id", "person", "person_id"),
        ("event", "family_id", "family", "family_id"),
        ("event", "dwelling_id", "dwelling", "dwelling_id"),
        ("event", "agency_id", "agency", "agency_id"),
        ("event", "staff_id", "worker", "staff_id"),
        ("roll", "agency_id", "agency", "agency_id"),
        ("worker", "agency_id", "agency", "agency_id"),
        ("dwelling", "postcode", "place", "postcode"),
        ("claim_child", "person_id", "person", "person_id"),
        ("tenancy", "tenant_id", "person", "person_id"),
    ):
        known = f"select {key} from truth.{target}"
        none_of(world, f"select {column} from truth.{table} where {column} is not null and {column} not in ({known})")


def test_keys_are_unique(world: Database) -> None:
    for table, key in (
        *(("person", "person_id"), ("person", "nhs_number"), ("person", "upn"), ("family", "family_id")),
        *(("dwelling", "dwelling_id"), ("dwelling", "uprn"), ("place", "postcode"), ("worker", "staff_id")),
        *(("agency", "agency_id"), ("agency", "name"), ("event", "event_id")),
        *(("tenancy", "tenancy_id"), ("claim", "claim_id")),
    ):
        none_of(world, f"select {key} from truth.{table} where {key} is not null group by 1 having count(*) > 1")


def test_nothing_happened_after_the_day_or_before_birth(world: Database) -> None:
    none_of(world, f"select event_id from truth.event where happened_on > date '{AS_AT}' or ended_on > date '{AS_AT}'")
    none_of(world, "select event_id from truth.event where ended_on < happened_on")
    none_of(
        world, f"select person_id from truth.involvement where valid_from > date '{AS_AT}' or valid_to > date '{AS_AT}'"
    )
    none_of(world, f"select 1 from truth.involvement where last_contact_on not between valid_from and date '{AS_AT}'")
    none_of(world, "select event_id from truth.event join truth.person using (person_id) where happened_on < born_on")


def test_identifiers_are_valid_and_cannot_be_real(world: Database) -> None:
    nhs, upns = texts(world, "nhs_number", "person"), texts(world, "upn", "person")
    uprns, postcodes = texts(world, "uprn", "dwelling"), texts(world, "postcode", "dwelling")
    assert all(nhs_number_of(number) == number and number.startswith("999") for number in nhs)
    assert all(upn_of(number) == number and number[1:4] == "979" for number in upns)
    assert all(uprn_of(number) == number and number.startswith("9990") for number in uprns)
    assert all(postcode_of(code) == code and code.startswith("QX") for code in postcodes)
    assert all(phone.startswith("01632 960") for phone in texts(world, "phone", "worker"))
    assert all(address.endswith(".example") for address in texts(world, "email", "worker"))


def test_it_is_as_hard_as_life(world: Database) -> None:
    """Each trouble that linkage.md names is there to be met."""
    pair = (
        "select 1 from truth.relation join truth.person a on a.person_id = from_person_id "
        "join truth.person b on b.person_id = to_person_id where a.person_id > 1000 and"
    )
    for trouble in (
        "select 1 from truth.person where surname like '%-%'",
        "select 1 from truth.person where surname <> birth_surname",
        "select 1 from truth.person where known_as <> forename",
        "select 1 from truth.person where nhs_number is null and due_on is null",
        f"{pair} kind = 'SIBLING' and a.born_on = b.born_on",
        f"{pair} kind = 'PARENT' and (a.forename, a.surname, a.sex) = (b.forename, b.surname, b.sex)",
        "select 1 from truth.relation where kind = 'HALF_SIBLING'",
        "select 1 from truth.relation where kind = 'STEP_PARENT'",
        "select 1 from truth.person where due_on is not null",
        "select 1 from truth.person where died_on is not null",
    ):
        assert rows(world, f"{trouble} limit 1") == [(1,)], trouble
    assert {kind for (kind,) in rows(world, "select distinct kind from truth.home")} >= {
        *("ORDINARY", "REFUGE", "CARE_HOME", "HOSTEL", "CHILDRENS_HOME")
    }
    assert len(texts(world, "names", "person")) >= 9


def agencies_by_quarter(world: Database, family: str) -> list[int]:
    return [
        int(str(count))
        for (count,) in rows(
            world,
            f"""
            with quarter as (
                select date '2023-01-01' + interval (3 * i) month as first,
                    date '2023-04-01' + interval (3 * i) month as last
                from range(16) t(i)
            )
            select count(distinct agency_id)
            from quarter join truth.involvement on valid_from < last and coalesce(valid_to, date '9999-01-01') > first
                join truth.family_member using (person_id) join truth.family using (family_id)
            where planted = '{family}' group by first order by first
            """,
        )
    ]


def test_the_marlowes_are_the_family_of_the_picture(world: Database) -> None:
    assert agencies_by_quarter(world, "MARLOWE") == [2, 2, 3, 3, 4, 5, 6, 7, 9, 8, 7, 6, 6, 5, 5, 5]
    assert rows(
        world,
        """
        select forename, date_sub('year', born_on, date '2026-11-20')
        from truth.family_member join truth.person using (person_id)
        where family_id = 1 and born_on is not null order by person_id
        """,
    ) == [("Dawn", 42), ("Lee", 45), ("Ryan", 17), ("Ella", 11), ("Jay", 6), ("Carl", 46), ("Joan", 71)]
    assert rows(
        world,
        """
        select distinct agency.name, worker.name, strftime(valid_from, '%b %Y')
        from truth.involvement involvement join truth.family_member using (person_id)
            join truth.worker worker using (staff_id)
            join truth.agency agency on agency.agency_id = involvement.agency_id
        where family_id = 1 and valid_to is null order by 1
        """,
    ) == [
        ("Harbour Dads", "Tom Baines", "Sep 2026"),
        ("Midwifery", "Ruth Osei", "Aug 2026"),
        ("Northmoor Primary", "Priya Shah", "May 2026"),
        ("Wexmoor Homes", "Sam Reid", "Mar 2026"),
        ("Youth justice", "Dan Okoro", "Jan 2026"),
    ]


def test_the_other_planted_families_are_there(world: Database) -> None:
    member = (
        "from truth.family_member join truth.person using (person_id) join truth.home using (person_id) "
        "where family_id ="
    )
    assert rows(world, f"select count(distinct dwelling_id) {member} 2") == [(4,)]
    assert agencies_by_quarter(world, "OKAFOR-LUNN")[-1] >= 15
    assert rows(world, f"select forename, kind {member} 3 order by person_id") == [
        *(("Leanne", "REFUGE"), ("Kian", "REFUGE"), ("Poppy", "REFUGE"), ("Shane", "ORDINARY"))
    ]
    names = rows(world, f"select forename, surname, count(*) {member} 4 group by all having count(*) > 1")
    assert names == [("Terence", "Blackwood", 2)]
    assert rows(world, f"select forename {member} 5 and role = 'CHILD' order by 1") == [("Millie",), ("Mollie",)]
