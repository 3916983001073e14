"""Each section of the page says what is so, what is not known and what is not shared, and never mixes them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kith.apps.people.queries.shapes import (
    LIVES_ELSEWHERE,
    WITHHELD_ADDRESS,
    FactRow,
    FamilyHeader,
    InvolvementRow,
    LevelRow,
    Member,
    RelationRow,
    ResidenceRow,
)
from kith.apps.singleview.queries.naming import names_of, street_of
from kith.apps.singleview.queries.narrowing import Choice
from kith.apps.singleview.queries.sharing import NOT_SHARED, Sharing
from kith.apps.singleview.queries.what_can_be_seen import group_levels
from kith.apps.singleview.queries.what_happened import WhatHappened, tell_what_happened
from kith.apps.singleview.queries.where_they_live import list_dwellings
from kith.apps.singleview.queries.who_is_in import draw_who_is_in
from kith.apps.singleview.queries.who_works import list_who_works

ON = date(2026, 11, 20)
ALL = Sharing(ages=True, bonds=True, addresses=True)
NONE = Sharing(ages=False, bonds=False, addresses=False)


def member(ref: str, **more: Any) -> Member:
    given = {
        "name": f"{ref.title()} Marlowe", "short_name": ref.title(), "role": "CHILD", "age": 11,
        "born_on": date(2015, 1, 1), "due_on": None, "died_on": None, "sex": "F", "lives_at": "uprn:1",
        "is_first_referred": False, **more,
    }  # fmt: skip
    return Member(person_ref=ref, **given)


def lives(ref: str, dwelling: str | None = "uprn:1", **more: Any) -> ResidenceRow:
    withheld = dwelling is None
    given = {
        "address": WITHHELD_ADDRESS if withheld else "14 Tern Close, Northmoor",
        "postcode": None if withheld else "QX4 7TN", "valid_from": date(2018, 1, 1), "valid_to": None,
        "last_seen_on": ON, "is_communal": False, **more,
    }  # fmt: skip
    return ResidenceRow(person_ref=ref, dwelling_id=dwelling, is_withheld=withheld, **given)


def bond(one: str, kind: str, other: str, until: date | None = None) -> RelationRow:
    return RelationRow(one, kind, other, None, until, ("ssd",))


def work(ref: str, agency: str = "SCHOOL", **more: Any) -> InvolvementRow:
    given = {
        "agency_name": agency.title(), "agency_kind": "S", "level": 3, "service": None, "worker_name": "Priya Shah",
        "worker_email": None, "worker_phone": None, "role": None, "is_lead": False, "is_current": True,
        "valid_from": date(2026, 5, 14), "valid_to": None, "last_contact_on": None, "current_as_of": ON, **more,
    }  # fmt: skip
    return InvolvementRow(person_ref=ref, agency_id=agency, **given)


def fact(number: int, ref: str | None, **more: Any) -> FactRow:
    given = {
        "dwelling_id": None if ref else "uprn:1", "agency_id": "POLICE", "agency_name": "Police", "agency_kind": "P",
        "kind": "POLICE_CALL_OUT", "label": "Police call-out", "tone": "WORRY", "category": "POLICE", "level": 3,
        "happened_on": date(2025, 2, 1), "ended_on": None, "is_spell": False, "detail": None, "amount": None,
        "unit": None, "source": "police", **more,
    }  # fmt: skip
    return FactRow(fact_id=str(number), person_ref=ref, **given)


def told(facts: list[FactRow], involvements: list[InvolvementRow], choice: Choice | None = None) -> WhatHappened:
    members = [member(ref) for ref in ("ella", "jay", "ryan")]
    header = FamilyHeader("F", "The Marlowe family", "", "Priya", "School", date(2026, 5, 14), 1, ON)
    return tell_what_happened(members, facts, involvements, header, choice=choice or Choice(), on=ON)


def test_withheld_address_has_no_postcode_and_no_days() -> None:
    dwelling = list_dwellings([member("ella")], [lives("ella", None, postcode="QX4 7TN")], ALL)[0]
    assert dwelling.address == WITHHELD_ADDRESS
    assert (dwelling.postcode, dwelling.since, dwelling.until, dwelling.last_seen_on) == ("", None, None, None)


def test_withheld_address_is_never_the_home_of_the_picture() -> None:
    shown = draw_who_is_in([member("ella", lives_at=None)], [], [lives("ella", None)], ALL)
    assert "lives at" not in shown.picture
    assert shown.finding == "One person at an address that is withheld"
    assert not any("Where" in note for note in shown.notes)


def test_what_is_not_shared_is_not_called_unknown() -> None:
    hidden = member("ella", age=None, born_on=None, lives_at=None, sex=None)
    shown = draw_who_is_in([hidden, member("jay", age=None, born_on=None, lives_at=None)], [], [], NONE)
    assert shown.picture == ""
    assert shown.notes == ()
    assert {shown.lines[0].age, shown.lines[0].bonds, shown.lines[0].lives_at} == {NOT_SHARED}


def test_what_is_not_known_is_asked_for() -> None:
    shown = draw_who_is_in(
        [member("ella", age=None, born_on=None, lives_at=None), member("jay")], [], [lives("jay")], ALL
    )
    assert "Where Ella lives now is not known." in shown.notes
    assert "No date of birth is held for Ella." in shown.notes
    assert "No agency says how Ella and Jay are related." in shown.notes


def test_death_is_not_drawn_as_a_parting() -> None:
    couple = [member("joan", age=71), member("alan", died_on=date(2010, 6, 6), lives_at=None, sex="M")]
    shown = draw_who_is_in(couple, [bond("alan", "PARTNER", "joan", date(2010, 6, 6))], [lives("joan")], ALL)
    assert "no longer together" not in shown.picture
    parted = draw_who_is_in(couple, [bond("alan", "PARTNER", "joan", date(2005, 1, 1))], [lives("joan")], ALL)
    assert "no longer together" in parted.picture
    assert "former partner of Alan" in parted.lines[0].bonds


def test_two_of_one_name_are_told_apart() -> None:
    people = [member("a", short_name="Sam", name="Sam Lunn"), member("b", short_name="Sam", name="Sam Okafor")]
    assert names_of(people) == {"a": "Sam Lunn", "b": "Sam Okafor"}


@pytest.mark.parametrize(
    ("address", "street"),
    [
        ("14 Tern Close, Northmoor", "14 Tern Close"),
        ("Flat 2, 30 Quay Road, Northmoor", "Flat 2, 30 Quay Road"),
        ("The Hostel", "The Hostel"),
        ("", ""),
    ],
)
def test_street(address: str, street: str) -> None:
    assert street_of(address) == street


def test_one_line_for_each_agency_service_and_worker() -> None:
    members = [member(ref) for ref in ("ella", "jay", "ryan", "joan")]
    rows = [
        work("ella", is_lead=True),
        work("jay"),
        *(work(ref, "HOMES", service="Homes, tenancy support") for ref in ("ella", "jay", "ryan", "joan")),
        work("ryan", "POLICE", is_current=False, valid_to=date(2025, 1, 1)),
    ]
    shown = list_who_works(members, rows, on=ON)
    assert [(line.agency_name, line.service, line.with_whom) for line in shown.now] == [
        ("School", "", "Ella and Jay"),
        ("Homes", "tenancy support", "Household"),
    ]
    assert shown.ended_title == "Work that has ended (1)"
    assert shown.agencies_now == 2


def test_who_leads_by_what_was_written_here_stands_on_the_line_of_their_agency() -> None:
    written = [work(ref, is_lead=True, valid_from=date(2026, 6, 1)) for ref in ("ella", "jay")]
    somebody_else = work("ella", worker_name="Sam Reed", is_lead=False)
    rows = [work("ella", service="Early help"), *written, somebody_else, work("jay", "HOMES", service="Tenancy")]
    shown = list_who_works([member("ella"), member("jay")], rows, on=ON)
    assert [(line.service, line.worker, line.with_whom, line.is_lead) for line in shown.now] == [
        ("Early help", "Priya Shah", "Ella and Jay", True),
        ("Tenancy", "Priya Shah", "Jay", False),
        ("", "Sam Reed", "Ella", False),
    ]
    assert shown.now[0].since == date(2026, 5, 14)


def test_dates_that_are_not_shared_are_not_counted() -> None:
    vague = [work("ella"), work("jay", "HOMES", level=2, valid_from=None)]
    shown = told([], vague)
    assert shown.finding == "Two agencies work with the family now; since when is not shared with you"
    assert shown.picture == ""


def test_one_thing_told_of_three_members_is_drawn_once_for_the_family() -> None:
    shown = told([fact(i, ref) for i, ref in enumerate(("ella", "jay", "ryan"))], [work("ella")])
    assert shown.picture.count(">Police call-out<") == 1
    assert ">Family<" in shown.picture
    assert [row.who for row in shown.rows] == ["Ella, Jay and Ryan"]


def test_narrowing_leaves_the_others_out_of_picture_and_table() -> None:
    facts = [fact(1, "ella"), fact(2, "jay", kind="ABSENCE_HIGH", label="Absence above 10%", agency_kind="S")]
    shown = told(facts, [], Choice(who="jay"))
    assert ">Police call-out<" not in shown.picture
    assert [row.who for row in shown.rows] == ["Jay"]
    assert told(facts, [], Choice(show="strengths")).rows == ()


def test_nothing_is_drawn_that_was_not_given() -> None:
    shown = told([], [])
    assert shown.picture == ""
    assert shown.rows == ()


def test_levels_are_gathered_by_level_and_reason_most_open_first() -> None:
    def level(agency: str, height: int, label: str, reason: str) -> LevelRow:
        return LevelRow(agency, agency.title(), "P", ("police incidents",), height, label, None, reason)

    agreement = "Set by the agreement."
    rows = [level("police", 3, "summary", agreement), level("homes", 3, "summary", agreement)]
    groups = group_levels(
        [*rows, level("school", 4, "everything", "Your own."), level("police", 1, "yes or no", "Law.")]
    )
    assert [(group.label, [name for _, name, _ in group.agencies]) for group in groups] == [
        ("everything", ["School"]),
        ("summary", ["Police", "Homes"]),
        ("yes or no", ["Police"]),
    ]
    assert groups[1].agencies[0][2] == "police incidents"
    assert groups[1].agencies[1][2] == ""


def test_somebody_who_lives_apart_is_only_said_to_live_elsewhere() -> None:
    apart = lives("carl", "elsewhere:0", address=LIVES_ELSEWHERE, postcode=None, valid_from=None, last_seen_on=None)
    family = [member("ella"), member("carl", lives_at="elsewhere:0", age=46, sex="M")]
    dwelling = list_dwellings(family, [lives("ella"), apart], ALL)[1]
    assert (dwelling.address, dwelling.postcode, dwelling.is_elsewhere) == (LIVES_ELSEWHERE, "", True)
    shown = draw_who_is_in(family, [bond("carl", "PARENT", "ella")], [lives("ella"), apart], ALL)
    assert shown.finding == "Two people over two addresses"
    assert shown.lines[1].lives_at == LIVES_ELSEWHERE


DOUBTS = {
    "MORE_THAN_TEN": "More than ten people are recorded at this address: it may be shared housing",
    "CHILD_ALONE": "Nobody recorded at this address now is 18 or older: ask who else lives here",
    "NO_ADULT": "Nobody recorded at this address now is 18 or older: ask who else lives here",
    "COMMUNAL": "",  # the page says so beside the address
    "": "",
}


@pytest.mark.parametrize("status", DOUBTS)
def test_what_is_improbable_about_a_home_is_said_of_the_place(status: str) -> None:
    dwelling = list_dwellings([member("ella")], [lives("ella", household_status=status)], ALL)[0]
    assert dwelling.doubt == DOUBTS[status]
    assert "Ella" not in dwelling.doubt


def test_of_a_place_that_is_withheld_or_left_no_doubt_is_said() -> None:
    hidden = lives("ella", None, household_status="MORE_THAN_TEN")
    left = lives("ella", "uprn:2", household_status="MORE_THAN_TEN", valid_to=date(2020, 1, 1))
    assert [dwelling.doubt for dwelling in list_dwellings([member("ella")], [hidden, left], ALL)] == ["", ""]


def test_that_nobody_is_grown_up_is_not_said_to_whom_ages_are_not_shared() -> None:
    row = lives("ella", household_status="CHILD_ALONE")
    assert list_dwellings([member("ella")], [row], Sharing(ages=False, bonds=True, addresses=True))[0].doubt == ""


def test_each_bond_says_who_says_so_and_since_when() -> None:
    family = [member("dawn"), member("ella")]
    told = RelationRow("dawn", "PARENT", "ella", date(2015, 5, 1), None, ("ssd", "probation"))
    sign = RelationRow("dawn", "CONTACT", "ella", None, None, ("school_contacts",))
    kinds = Sharing(ages=True, bonds=True, addresses=True, kinds=frozenset("C"))
    lines = draw_who_is_in(family, [sign, told], [lives("ella")], kinds).bonds
    assert [(line.words, line.strength, line.when, line.told_by) for line in lines] == [
        ("Dawn, parent of Ella", "a bond", "since May 2015", "social care and another agency"),
        ("Dawn, named contact of Ella", "a sign only", "", "school contacts"),
    ]
    assert draw_who_is_in(family, [sign, told], [lives("ella")], NONE).bonds == ()
