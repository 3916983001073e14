"""Families that no run has: opened, named and found by the one door, under the rules that hold for every other."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connections, transaction

from kith.apps.base.moving import merge_people
from kith.apps.governance.access import AccessRefused, open_family
from kith.apps.governance.models import Agreement, DeclaredInterest, Relationship, Shield
from kith.apps.people.queries import get_family_header, list_members, list_my_families, search
from kith.apps.register import actions
from kith.apps.register.models import RegisteredMember
from tests.builders.episodes import open_for, seen
from tests.builders.small_world import REFUGE

SUPPORT = "EARLY_HELP_SUPPORT"
ANA: dict[str, Any] = {"forename": "Ana", "surname": "Newcome", "born_on": date(1990, 2, 3)}
BO: dict[str, Any] = {"forename": "Bo", "surname": "Newcome", "born_on": date(2019, 2, 3)}


@pytest.fixture
def manager(worker_of: Any) -> Any:
    return worker_of("COUNCIL_EH", "E2", "MANAGER")


@pytest.fixture
def elsewhere(worker_of: Any) -> Any:
    return worker_of("HOMES", "L1", "MANAGER")


def _write(who: Any) -> tuple[str, str, str]:
    ana, bo = (actions.register_person(by=who, **one) for one in (ANA, BO))
    return actions.register_family(by=who, person_refs={ana: "ADULT", bo: "CHILD"}), ana, bo


def _tie(agency: str, staff: str, kind: str, person: str, family: str) -> None:
    Relationship.objects.using("owner").create(
        kind=kind, agency_id=agency, staff_id=staff, person_ref=person, family_ref=family, how_made="ASSIGNED"
    )


def _names(who: Any, family: str) -> list[str]:
    with open_family(who, SUPPORT, family) as access:
        return [one.name for one in list_members(access)]


def test_a_manager_opens_the_family_that_they_wrote_down_and_an_episode_in_it(manager: Any, worker_of: Any) -> None:
    family, ana, bo = _write(manager)
    assert _names(manager, family) == ["Ana Newcome", "Bo Newcome"]
    with open_family(manager, SUPPORT, family) as access:
        assert get_family_header(access).name == "The Newcome family"
    open_for(manager, family, [ana, bo], lead=("COUNCIL_EH", "E1"))
    lead = worker_of("COUNCIL_EH", "E1", "LEAD_WORKER")
    assert sorted(one.name for one in seen(lead, family).people) == ["Ana Newcome", "Bo Newcome"]
    assert [one.family_ref for one in list_my_families(lead, SUPPORT)] == [family]
    assert [one.family_ref for one in search(lead, SUPPORT, "newcome").families] == [family]
    assert search(lead, SUPPORT, "newcome", born_on=date(2000, 1, 1)).families == ()


def test_whoever_else_writes_a_family_down_opens_nothing_by_it(worker_of: Any, manager: Any) -> None:
    family, *_ = _write(worker_of("COUNCIL_EH", "E1", "FRONT_DOOR"))
    for who in (manager, worker_of("COUNCIL_EH", "E1", "LEAD_WORKER")):
        with pytest.raises(AccessRefused):
            _names(who, family)


def test_another_agency_opens_it_by_no_guess_and_sees_nobody_without_an_agreement(manager: Any, elsewhere: Any) -> None:
    family, ana, _ = _write(manager)
    with pytest.raises(AccessRefused):
        _names(elsewhere, family)
    _tie("HOMES", "L1", "TEAM", ana, family)
    shared = _names(elsewhere, family)
    # What is known of them is the agency's own: an agreement in which it does not give shares none of it.
    Agreement.objects.using("owner").update(givers=["SCH_1", "POLICE", "HOMES"])
    assert shared == ["Ana Newcome", "Bo Newcome"]
    assert _names(elsewhere, family) == []
    assert search(elsewhere, SUPPORT, "newcome").families == ()


def test_its_own_agency_needs_no_agreement(manager: Any) -> None:
    family, *_ = _write(manager)
    Agreement.objects.using("owner").all().delete()
    assert _names(manager, family) == ["Ana Newcome", "Bo Newcome"]


def test_whoever_hides_is_there_for_the_cleared_who_are_close_alone(manager: Any, worker_of: Any) -> None:
    family, ana, _ = _write(manager)
    Shield.objects.using("owner").create(person_ref=ana, reason="REFUGE", how_made="RUN")
    assert _names(manager, family) == ["Bo Newcome"]
    _tie("COUNCIL_EH", "E1", "LEAD", ana, family)
    assert _names(worker_of("COUNCIL_EH", "E1", "LEAD_WORKER", is_shield_cleared=True), family) == [
        "Ana Newcome",
        "Bo Newcome",
    ]


def test_a_family_too_close_to_the_worker_stays_shut(manager: Any) -> None:
    family, *_ = _write(manager)
    DeclaredInterest.objects.using("owner").create(
        worker_id=manager.worker_id, agency_id="COUNCIL_EH", family_ref=family, declared_by=manager.worker_id,
        declared_at="2026-11-20T10:00Z",
    )  # fmt: skip
    with pytest.raises(AccessRefused):
        _names(manager, family)
    assert search(manager, SUPPORT, "newcome").families == ()


@pytest.mark.parametrize("stolen", ["P-ZOE", "written by another agency"])
def test_nobody_gets_to_somebody_by_saying_that_they_are_of_ones_own_family(
    manager: Any, elsewhere: Any, stolen: str
) -> None:
    family, *_ = _write(manager)
    person = stolen if stolen == "P-ZOE" else actions.register_person(by=elsewhere, forename="Kai", surname="Other")
    RegisteredMember.objects.using("owner").create(
        family_ref=family, person_ref=person, role="CHILD", agency_id="COUNCIL_EH", added_by=manager.worker_id,
        added_at="2026-11-20T10:00Z",
    )  # fmt: skip
    assert _names(manager, family) == ["Ana Newcome", "Bo Newcome"]


def test_what_a_manager_wrote_opens_no_family_of_a_run(manager: Any) -> None:
    family, ana, bo = _write(manager)
    for ref in (ana, bo):
        merge_people(ref, "P-KIT", alias="owner")
    actions.follow_families(by="test")
    assert not Relationship.objects.using("owner").filter(how_made="WRITTEN").exists()
    for ref in (family, REFUGE):
        with pytest.raises(AccessRefused):
            _names(manager, ref)


def test_no_page_asks_who_is_in_which_family(manager: Any) -> None:
    family, *_ = _write(manager)
    with pytest.raises(DatabaseError), transaction.atomic(), connections["default"].cursor() as cursor:
        cursor.execute("select * from kith_members(1, array[%s])", [family])
    with transaction.atomic(), connections["default"].cursor() as cursor:  # nor anybody whom no door lets in
        cursor.execute("select * from kith_written_members(array[%s])", [family])
        assert cursor.fetchall() == []
