"""People whom a worker writes down: looked for first, read by few, followed when a run finds who they are."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connections, transaction

from kith.apps.audit.actions import LIST
from kith.apps.base.moving import merge_people, unmerge_people
from kith.apps.frontdoor.actions import look_for_people
from kith.apps.governance.access import DESK, begin, open_desk, open_family
from kith.apps.register import actions, queries
from kith.apps.register.hooks import HOLDINGS
from kith.apps.register.models import RegisteredMember, RegisteredPerson
from kith.apps.register.policies import MayNotRegister
from kith.apps.register.queries.to_run import list_families_to_follow
from kith.vocabulary.identifiers import is_ref
from tests.builders.contacts import ELLA, TRIAGE, make_contact
from tests.builders.small_world import MARLOWES, PLAIN

FAY: dict[str, Any] = {"forename": "Nia", "surname": "Newcome", "born_on": date(2019, 2, 3)}


@pytest.fixture
def fay(worker_of: Any) -> Any:
    return worker_of("COUNCIL_EH", "E1", "FRONT_DOOR")


@pytest.fixture
def lead(worker_of: Any) -> Any:
    return worker_of("SCH_1", "S1", "LEAD_WORKER")


@pytest.fixture
def stranger(worker_of: Any) -> Any:
    return worker_of("SCH_1", "S2", "PRACTITIONER")


def _named(who: Any, *refs: str) -> dict[str, queries.Named]:
    with open_desk(who, action=LIST, about="WAITING"):
        return queries.list_named(refs)


def test_somebody_new_gets_a_reference_like_everybodys(fay: Any) -> None:
    ref = actions.register_person(by=fay, **FAY, languages="Welsh", needs="An interpreter", postcode="qx47tn")
    assert is_ref(ref)
    named = _named(fay, ref)[ref]
    assert (named.name, named.born_on, named.languages, named.is_registered) == (
        "Nia Newcome",
        date(2019, 2, 3),
        "Welsh",
        True,
    )
    assert RegisteredPerson.objects.using("owner").get().postcode == "QX4 7TN"


def test_nobody_is_written_down_twice(fay: Any) -> None:
    ref = actions.register_person(by=fay, **FAY)
    with pytest.raises(actions.SomebodyIsThere) as again:
        actions.register_person(by=fay, forename="NÍA", surname="New-come", born_on=FAY["born_on"])
    assert [one.person_ref for one in again.value.found] == [ref]
    twin = actions.register_person(by=fay, **FAY, is_somebody_else=True)
    assert twin != ref


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ({"forename": "Ellie", "surname": "Marlowe", "born_on": date(2015, 5, 14)}, ["P-ELLA"]),
        ({"forename": "Zoe", "surname": "Plain", "born_on": date(2012, 7, 7)}, ["P-ZOE"]),
        ({"forename": "Zoe", "surname": "Plain", "born_on": date(2012, 7, 8)}, []),
        ({"forename": "Zoe", "surname": "Plain", "born_on": None}, []),
        ({"forename": "", "surname": "Plain", "born_on": date(2012, 7, 7)}, []),
    ],
)
def test_whoever_a_run_knows_is_found_by_exact_name_and_birth(
    fay: Any, typed: dict[str, Any], found: list[str]
) -> None:
    assert [one.person_ref for one in queries.find_same(fay, **typed)] == found


def test_whoever_must_not_be_found_is_nobody_to_the_uncleared(fay: Any, worker_of: Any) -> None:
    ruth = {"forename": "Ruth", "surname": "Quill", "born_on": date(1990, 4, 4)}
    assert queries.find_same(fay, **ruth) == ()
    cleared = worker_of("COUNCIL_EH", "E2", "FRONT_DOOR", is_shield_cleared=True)
    assert [one.person_ref for one in queries.find_same(cleared, **ruth)] == ["P-RUTH"]


def test_who_was_looked_for_stands_in_the_log(fay: Any) -> None:
    queries.find_same(fay, forename="Zoe", surname="Plain", born_on=date(2012, 7, 7))
    with connections["audit"].cursor() as cursor:
        cursor.execute(
            "select subject_refs from audit_accessevent where action = 'QUESTION' and worker_id = %s", [fay.worker_id]
        )
        assert cursor.fetchall() == [(["P-ZOE"],)]


def test_few_read_who_was_written_down(fay: Any, lead: Any, stranger: Any, worker_of: Any) -> None:
    ref = actions.register_person(by=fay, **FAY)
    assert ref in _named(worker_of("COUNCIL_EH", "E2", "FRONT_DOOR"), ref)
    for other in (
        lead,
        stranger,
        worker_of("COUNCIL_EH", "E3", "ADMINISTRATOR"),
        worker_of("HOMES", "L1", "FRONT_DOOR"),
    ):
        assert _named(other, ref) == {}
    look_for_people(
        ref=make_contact(fay, ELLA), purpose=TRIAGE, by=fay
    )  # by which the family is open to the front door
    actions.add_to_family(by=fay, family_ref=MARLOWES, person_ref=ref, role="CHILD")
    assert _named(lead, ref) == {}  # at a desk no family is open
    with open_family(lead, "EARLY_HELP_SUPPORT", MARLOWES):  # who works with the family they were said to belong to
        assert ref in queries.list_named([ref])
    assert _named(stranger, ref) == {}


def test_whoever_wrote_somebody_down_reads_it_for_a_month(lead: Any) -> None:
    ref = actions.register_person(by=lead, **FAY)
    assert ref in _named(lead, ref)
    long_ago = RegisteredPerson.objects.using("owner").get().registered_at - timedelta(days=31)
    RegisteredPerson.objects.using("owner").update(registered_at=long_ago)
    assert _named(lead, ref) == {}


def test_a_shield_set_later_hides_who_was_written_down(fay: Any) -> None:
    ref = actions.register_person(by=fay, **FAY)
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "insert into governance_shield select (jsonb_populate_record(shield, jsonb_build_object("
            "'id', 9999, 'person_ref', %s::text))).* from governance_shield shield limit 1",
            [ref],
        )
    assert _named(fay, ref) == {}
    assert queries.find_same(fay, **FAY) == ()


def test_the_database_takes_nobody_in_anothers_name_nor_with_a_reference_of_somebody_else(fay: Any, lead: Any) -> None:
    with transaction.atomic():
        begin(lead, None, scope=DESK)
        row = {"agency_id": "SCH_1", "registered_at": "2026-11-20T10:00Z", "surname": "X"}
        for wrong in (
            {"record": "R1", "person_ref": "R1", "registered_by": fay.worker_id},
            {"record": "R1", "person_ref": "P-ELLA", "registered_by": lead.worker_id},
            {"record": "R1", "person_ref": "R1", "registered_by": lead.worker_id, "agency_id": "COUNCIL_EH"},
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                RegisteredPerson.objects.create(**row | wrong)


def test_other_roles_neither_look_nor_write(worker_of: Any) -> None:
    analyst = worker_of("COUNCIL_EH", "E3", "ANALYST")
    with pytest.raises(MayNotRegister):
        queries.find_same(analyst, **FAY)
    with pytest.raises(MayNotRegister):
        actions.register_person(by=analyst, **FAY)
    with transaction.atomic():
        begin(analyst, None, scope=DESK)
        with pytest.raises(DatabaseError), transaction.atomic(), connections["default"].cursor() as cursor:
            cursor.execute("select * from kith_find_to_register('Zoe', 'Plain', '2012-07-07', '', '')")


@pytest.mark.parametrize(
    "wrong",
    [{"forename": " ", "surname": ""}, {"nhs_number": "9990001112"}, {"sex": "Q"}],
)
def test_what_cannot_be_is_not_written_down(fay: Any, wrong: dict[str, str]) -> None:
    with pytest.raises(actions.WrittenTooLittle):
        actions.register_person(by=fay, **FAY | wrong)


def test_a_mistake_is_put_right_and_its_history_kept(fay: Any, stranger: Any, worker_of: Any) -> None:
    ref = actions.register_person(by=fay, **FAY)
    actions.correct_person(by=fay, person_ref=ref, surname="Newcombe")
    assert _named(fay, ref)[ref].surname == "Newcombe"
    with pytest.raises(MayNotRegister):
        actions.correct_person(by=stranger, person_ref=ref, surname="Stolen")
    with pytest.raises(actions.WrittenTooLittle):
        actions.correct_person(by=worker_of("HOMES", "L1", "FRONT_DOOR"), person_ref=ref, surname="Stolen")
    with connections["owner"].cursor() as cursor:
        cursor.execute("select surname from register_registeredpersonevent order by pgh_id")
        assert [row[0] for row in cursor.fetchall()] == ["Newcome", "Newcombe"]


def test_a_family_of_new_and_known_people(lead: Any) -> None:
    ref = actions.register_person(by=lead, **FAY)
    family = actions.register_family(by=lead, person_refs={ref: "CHILD", "P-DAWN": "ADULT"})
    assert is_ref(family)
    with open_desk(lead, action=LIST, about="WAITING"):
        assert queries.list_members(family) == ((ref, "CHILD"), ("P-DAWN", "ADULT"))
    with pytest.raises(actions.WrittenTooLittle):
        actions.register_family(by=lead, person_refs=[])


def test_people_of_a_run_are_named_in_a_familys_open_door(lead: Any) -> None:
    with open_family(lead, "EARLY_HELP_SUPPORT", MARLOWES):
        named = queries.list_named(["P-ELLA", "P-ZOE"])
    assert [(one.name, one.is_registered) for one in named.values()] == [("Ellie Marlowe", False)]


def test_what_was_written_goes_along_with_a_merge_and_back(fay: Any) -> None:
    ref = actions.register_person(by=fay, **FAY, needs="Large print")
    family = actions.register_family(by=fay, person_refs=[ref])
    merged = merge_people(ref, "P-ZOE", alias="owner")
    row = RegisteredPerson.objects.using("owner").get()
    assert (row.record, row.person_ref) == (ref, "P-ZOE")
    assert [one.record for one in queries.list_for_run()] == [ref]
    assert list_families_to_follow() == {family: ("P-ZOE",)}
    unmerge_people(merged, alias="owner")
    assert RegisteredPerson.objects.using("owner").get().person_ref == ref


def test_a_family_follows_its_people_into_the_run(fay: Any) -> None:
    ref = actions.register_person(by=fay, **FAY)
    family = actions.register_family(by=fay, person_refs=[ref, "P-MUM"])
    merge_people(ref, "P-ZOE", alias="owner")
    assert actions.follow_families(by="test") == 1
    assert set(RegisteredMember.objects.using("owner").values_list("family_ref", flat=True)) == {PLAIN}
    assert list_families_to_follow() == {}
    assert actions.follow_families(by="test") == 0
    assert family != PLAIN


def test_a_family_of_whom_no_run_knows_anybody_stays(fay: Any) -> None:
    ref = actions.register_person(by=fay, **FAY)
    family = actions.register_family(by=fay, person_refs=[ref])
    assert actions.follow_families(by="test") == 0
    assert list_families_to_follow() == {family: (ref,)}


def test_a_person_is_told_and_erased(fay: Any) -> None:
    ref = actions.register_person(by=fay, **FAY, address="1 Canary Road", is_address_secret=True)
    actions.register_family(by=fay, person_refs=[ref])
    told = [one.text for one in HOLDINGS.tell(ref, "owner")]
    assert len(told) == 2
    assert "Nia Newcome" in told[0]
    assert "Canary" not in told[0]
    HOLDINGS.erase(ref, "owner")
    with connections["owner"].cursor() as cursor:
        for table in ("registeredperson", "registeredpersonevent", "registeredmember"):
            cursor.execute(f"select count(*) from register_{table}")
            assert cursor.fetchone() == (0,)
