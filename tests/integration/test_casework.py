"""An episode from its opening to its end: levels, leads, team, handing over, and what each of them lets whom see."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.builders.episodes import SUPERVISION, act, open_for, seen
from tests.builders.small_world import MARLOWES, PLAIN

Make = Callable[..., Any]
TODAY = date(2026, 11, 20)
CHILDREN = ("P-ELLA", "P-JAY")


@pytest.fixture
def priya(worker_of: Make) -> Any:
    """The Marlowes' lead worker, at their children's school."""
    return worker_of("SCH_1", "S1", "LEAD_WORKER")


@pytest.fixture
def max_manager(worker_of: Make) -> Any:
    """A manager of early help, whose agency works with the Plain family."""
    return worker_of("COUNCIL_EH", "E2", "MANAGER")


@pytest.fixture
def head(worker_of: Make) -> Any:
    """A manager at the school."""
    return worker_of("SCH_1", "S2", "MANAGER")


def test_a_manager_opens_an_episode_and_names_its_lead(max_manager: Any, worker_of: Make) -> None:
    fay = worker_of("COUNCIL_EH", "E1", "LEAD_WORKER")
    open_for(max_manager, PLAIN, ("P-ZOE", "P-MUM"), lead=("COUNCIL_EH", "E1"))
    page = seen(fay, PLAIN)
    assert page.family_level.level == "3"
    assert page.lead.name == "Fay Door"
    assert {one.person_ref for one in page.people} == {"P-ZOE", "P-MUM"}
    assert page.may_write
    assert not page.may_manage


def test_a_lead_worker_opens_one_and_leads_it(priya: Any) -> None:
    open_for(priya, MARLOWES, CHILDREN, lead=("SCH_1", "S1"))
    assert seen(priya, MARLOWES).lead.staff_id == "S1"


def test_a_family_has_one_open_episode(priya: Any) -> None:
    from kith.apps.casework.actions.opening import EpisodeIsOpen

    open_for(priya, MARLOWES, CHILDREN, lead=("SCH_1", "S1"))
    with pytest.raises(EpisodeIsOpen):
        open_for(priya, MARLOWES, CHILDREN, lead=("SCH_1", "S1"))


def test_nobody_from_another_family_is_put_in(priya: Any) -> None:
    from kith.apps.casework.actions.opening import NotInThisFamily

    with pytest.raises(NotInThisFamily):
        open_for(priya, MARLOWES, ("P-ZOE",), lead=("SCH_1", "S1"))


def test_whoever_is_not_in_it_sees_none_of_it(priya: Any, worker_of: Make) -> None:
    """The housing officer has the family open, and the episode is not theirs to read; whom to ring is."""
    from kith.apps.governance.access import open_family
    from kith.apps.people.queries import get_family_header

    open_for(priya, MARLOWES, CHILDREN, lead=("SCH_1", "S1"))
    sam = worker_of("HOMES", "L1", "PRACTITIONER")
    assert seen(sam, MARLOWES) is None
    with open_family(sam, "EARLY_HELP_SUPPORT", MARLOWES) as access:
        assert get_family_header(access).lead_worker == "Priya Shah"


def test_help_steps_up_and_down_and_nothing_is_written_again(head: Any, priya: Any) -> None:
    from kith.apps.casework.actions.levels import LevelNeedsMore, change_level, follow_family

    open_for(priya, MARLOWES, CHILDREN, lead=("SCH_1", "S1"))
    ref = seen(priya, MARLOWES).ref
    with pytest.raises(LevelNeedsMore):  # protection needs its own lead beside the family's
        act(head, MARLOWES, lambda access, page: change_level(access, page, to="4", reason="Canary"))
    new_lead = ("LCPP", "SCH_1", "S2")
    act(head, MARLOWES, lambda access, page: change_level(access, page, to="4", reason="Hurt", new_lead=new_lead))
    act(head, MARLOWES, lambda access, page: change_level(access, page, to="3S", reason="Well", person_ref="P-JAY"))
    page = seen(priya, MARLOWES)
    assert page.family_level.level == "4"
    assert {one.person_ref: one.own_level for one in page.people} == {"P-ELLA": "", "P-JAY": "3S"}
    assert {one.role for one in page.leads} == {"LEAD", "LCPP"}
    act(head, MARLOWES, lambda access, page: change_level(access, page, to="2", reason="Better"))
    act(head, MARLOWES, lambda access, page: follow_family(access, page, person_ref="P-JAY"))
    page = seen(priya, MARLOWES)
    assert (page.ref, page.family_level.level, page.lead.staff_id) == (ref, "2", "S1")
    assert not page.differing
    assert [line.level for line in page.levels if not line.person_ref] == ["2", "4", "3"]


def test_a_step_to_protection_waits_for_a_manager(head: Any, priya: Any) -> None:
    from kith.apps.casework.actions.levels import AlreadyDecided, change_level, decide

    open_for(priya, MARLOWES, CHILDREN, lead=("SCH_1", "S1"))
    asked = act(priya, MARLOWES, lambda access, page: change_level(access, page, to="4", reason="Hurt"))
    page = seen(priya, MARLOWES)
    assert page.family_level.level == "3"
    assert [one.ref for one in page.undecided] == [asked]
    line = page.undecided[0]
    act(head, MARLOWES, lambda access, page: decide(
        access, page, line, is_approved=True, comment="Yes", new_lead=("LCPP", "SCH_1", "S2")))  # fmt: skip
    assert seen(priya, MARLOWES).family_level.level == "4"
    with pytest.raises(AlreadyDecided):
        act(head, MARLOWES, lambda access, page: decide(access, page, line, is_approved=False, comment="No"))


def test_two_cannot_change_the_same_level(head: Any, priya: Any) -> None:
    from kith.apps.casework.actions.first_come import SomebodyElseWasFirst
    from kith.apps.casework.actions.levels import change_level

    open_for(priya, MARLOWES, CHILDREN, lead=("SCH_1", "S1"))
    old = seen(priya, MARLOWES)
    act(head, MARLOWES, lambda access, page: change_level(access, page, to="2", reason="Better", seen="3"))
    with pytest.raises(SomebodyElseWasFirst):
        act(priya, MARLOWES, lambda access, page: change_level(access, page, to="3S", reason="Worse", seen="3"))
    assert old.family_level.level == "3"


def test_the_database_forbids_two_leads_and_two_levels_at_once(priya: Any) -> None:
    from django.db import IntegrityError, transaction
    from django.utils import timezone

    from kith.apps.casework.models import Episode, LeadSpell, LevelSpell

    open_for(priya, MARLOWES, CHILDREN, lead=("SCH_1", "S1"))
    episode = Episode.objects.using("owner").get()
    by = {"valid_from": TODAY, "changed_by": 1, "changed_at": timezone.now()}
    for make in (
        lambda: LevelSpell.objects.using("owner").create(episode=episode, level="5", reason="", **by),
        lambda: LeadSpell.objects.using("owner").create(
            episode=episode, role="LEAD", agency_id="HOMES", staff_id="L1", valid_from=TODAY, change_reason="OTHERS",
            named_by=1, named_at=timezone.now(),
        ),
    ):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic(using="owner"):
            make()


def test_a_new_lead_can_open_the_family_and_the_one_before_cannot(max_manager: Any, worker_of: Make) -> None:
    from kith.apps.casework.actions.leading import name_lead
    from kith.apps.governance.access import AccessRefused

    fay = worker_of("COUNCIL_EH", "E1", "LEAD_WORKER")
    ida = worker_of("COUNCIL_EH", "E3", "LEAD_WORKER")
    open_for(max_manager, PLAIN, ("P-ZOE", "P-MUM"), lead=("COUNCIL_EH", "E1"))
    with pytest.raises(AccessRefused):
        seen(ida, PLAIN)
    act(max_manager, PLAIN, lambda access, page: name_lead(
        access, page, role="LEAD", agency_id="COUNCIL_EH", staff_id="E3", reason="PCCHAN", family_choice="CHOSE",
    ))  # fmt: skip
    page = seen(ida, PLAIN)
    assert page.lead.name == "Ida Admin"
    assert "The family chose them" in page.lead.note
    assert [one.name for one in page.led_before] == ["Fay Door"]
    with pytest.raises(AccessRefused):
        seen(fay, PLAIN)


def test_nobody_leads_a_family_that_is_their_own(max_manager: Any, worker_of: Make) -> None:
    from django.utils import timezone

    from kith.apps.casework.actions.first_come import CannotBeNamed
    from kith.apps.governance.models import DeclaredInterest

    fay = worker_of("COUNCIL_EH", "E1", "LEAD_WORKER")
    DeclaredInterest.objects.using("owner").create(
        worker_id=fay.worker_id, agency_id="COUNCIL_EH", family_ref=PLAIN, declared_by=fay.worker_id,
        declared_at=timezone.now(),
    )  # fmt: skip
    with pytest.raises(CannotBeNamed):
        open_for(max_manager, PLAIN, ("P-ZOE",), lead=("COUNCIL_EH", "E1"))


def test_a_team_member_of_another_agency_opens_the_family_until_they_leave(max_manager: Any, worker_of: Make) -> None:
    from kith.apps.casework.actions.leading import add_to_team, leave_team
    from kith.apps.governance.access import AccessRefused

    tom = worker_of("HOMES", "L1", "PRACTITIONER")
    open_for(max_manager, PLAIN, ("P-ZOE", "P-MUM"), lead=("COUNCIL_EH", "E1"))
    with pytest.raises(AccessRefused):
        seen(tom, PLAIN)
    act(max_manager, PLAIN, lambda access, page: add_to_team(
        access, page, role="HOUSING", agency_id="HOMES", staff_id="L1"))  # fmt: skip
    page = seen(tom, PLAIN)
    assert page.team_now[0].name == "Sam Reid"
    assert not page.may_write
    assert not any(line.reason for line in page.levels)
    act(max_manager, PLAIN, lambda access, page: leave_team(access, page, member_id=page.team_now[0].row_id))
    with pytest.raises(AccessRefused):
        seen(tom, PLAIN)


def test_another_agency_accepts_what_it_was_offered(max_manager: Any, head: Any, priya: Any, worker_of: Make) -> None:
    from kith.apps.casework.actions.handing_over import accept, give_back, offer
    from kith.apps.casework.actions.opening import FirstLead
    from kith.apps.governance.access import AccessRefused

    open_for(priya, MARLOWES, CHILDREN, lead=("SCH_1", "S1"))
    fay = worker_of("COUNCIL_EH", "E1", "LEAD_WORKER")
    with pytest.raises(AccessRefused):
        seen(max_manager, MARLOWES)

    def offered(access: Any, page: Any) -> str:
        return offer(access, page, to_agency="COUNCIL_EH", to_team="North", why="More help", what_comes_next="A visit")

    act(priya, MARLOWES, offered)
    page = seen(max_manager, MARLOWES)
    assert page.may_answer
    assert not page.may_write
    assert page.offered.snapshot["level"] == "Family Help"
    assert page.offered.snapshot["children"] == 2
    act(max_manager, MARLOWES, lambda access, page: give_back(access, page.offered, reason="We are full"))
    with pytest.raises(AccessRefused):
        seen(max_manager, MARLOWES)
    assert seen(priya, MARLOWES).bounced == 1

    act(priya, MARLOWES, offered)
    act(max_manager, MARLOWES, lambda access, page: accept(
        access, page, page.offered, lead=FirstLead("COUNCIL_EH", "E1", "AGREED")))  # fmt: skip
    page = seen(fay, MARLOWES)
    assert (page.agency_id, page.team, page.lead.name, page.bounced) == ("COUNCIL_EH", "North", "Fay Door", 1)
    assert [one.name for one in page.led_before] == ["Priya Shah"]
    assert {one.person_ref for one in page.people} == set(CHILDREN)
    assert seen(head, MARLOWES) is None  # the school works with them still: it no longer holds the help


def test_a_leavers_families_go_to_others_in_one_sitting(max_manager: Any, worker_of: Make) -> None:
    from kith.apps.audit.actions import WRITE
    from kith.apps.casework.actions.first_come import SomebodyElseWasFirst
    from kith.apps.casework.actions.leading import give_to_others
    from kith.apps.governance.access import open_desk

    ida = worker_of("COUNCIL_EH", "E3", "LEAD_WORKER")
    open_for(max_manager, PLAIN, ("P-ZOE", "P-MUM"), lead=("COUNCIL_EH", "E1"))
    episode_id = seen(max_manager, PLAIN).episode_id
    with open_desk(max_manager, action=WRITE) as desk:
        assert give_to_others(desk, from_staff="E1", to={episode_id: "E3"}, reason="LEFTRL") == 1
    assert seen(ida, PLAIN).lead.name == "Ida Admin"
    with pytest.raises(SomebodyElseWasFirst), open_desk(max_manager, action=WRITE) as desk:
        give_to_others(desk, from_staff="E1", to={episode_id: "E3"}, reason="LEFTRL")


def test_the_lists_of_work_name_families_and_count_them(max_manager: Any, worker_of: Make) -> None:
    from kith.apps.casework.queries.work import LEVEL_COLUMNS, get_team_page, list_my_work

    fay = worker_of("COUNCIL_EH", "E1", "LEAD_WORKER")
    open_for(max_manager, PLAIN, ("P-ZOE", "P-MUM"), lead=("COUNCIL_EH", "E1"))
    mine = list_my_work(fay, "EARLY_HELP_SUPPORT")
    assert [(one.name, one.level, one.my_role) for one in mine] == [("The Plain family", "3", "Lead worker")]
    team = get_team_page(max_manager, "EARLY_HELP_SUPPORT")
    load = next(one for one in team.loads if one.staff_id == "E1")
    assert (load.name, load.families) == ("Fay Door", 1)
    assert dict(zip(LEVEL_COLUMNS, load.by_level, strict=True))["3"] == 1
    assert not team.without_lead
    assert team.total == 1


def test_supervision_is_for_who_leads_and_manages(max_manager: Any, worker_of: Make) -> None:
    from kith.apps.casework.actions.leading import add_to_team
    from kith.apps.casework.actions.recording import record_answer, record_supervision, refer_to_service

    fay, tom = worker_of("COUNCIL_EH", "E1", "LEAD_WORKER"), worker_of("HOMES", "L1", "PRACTITIONER")
    open_for(max_manager, PLAIN, ("P-ZOE", "P-MUM"), lead=("COUNCIL_EH", "E1"))
    act(max_manager, PLAIN, lambda access, page: record_supervision(
        access, page, held_on=TODAY, text="Canary talk", next_on=None), purpose=SUPERVISION)  # fmt: skip
    act(fay, PLAIN, lambda access, page: record_answer(
        access, page, person_ref="P-MUM", answer="DECLINED", in_their_words="Not now", said_on=TODAY))  # fmt: skip
    act(fay, PLAIN, lambda access, page: refer_to_service(
        access, page, service="Parenting group", why="She asked", sent_on=TODAY))  # fmt: skip
    act(fay, PLAIN, lambda access, page: add_to_team(access, page, role="HOUSING", agency_id="HOMES", staff_id="L1"))
    page = seen(fay, PLAIN)
    assert page.supervisions[0].text == "Canary talk"
    assert {one.answer for one in page.people} == {"", "Said no"}
    page = seen(tom, PLAIN)
    assert not page.supervisions
    assert {one.answer for one in page.people} == {""}
    assert [one.service for one in page.services] == ["Parenting group"]


def test_an_episode_ends_with_its_reason_and_with_it_its_ties(max_manager: Any, worker_of: Make) -> None:
    from kith.apps.casework.actions.opening import end_episode
    from kith.apps.casework.queries.episode import list_past_episodes
    from kith.apps.governance.access import AccessRefused
    from kith.apps.governance.models import Relationship

    fay = worker_of("COUNCIL_EH", "E1", "LEAD_WORKER")
    first = open_for(max_manager, PLAIN, ("P-ZOE", "P-MUM"), lead=("COUNCIL_EH", "E1"))
    act(max_manager, PLAIN, lambda access, page: end_episode(access, page.episode_id, reason="MET", note="Well"))
    with pytest.raises(AccessRefused):
        seen(fay, PLAIN)
    assert not Relationship.objects.using("owner").filter(how_made="EPISODE", valid_to=None).exists()
    past = act(max_manager, PLAIN, lambda access, page: list_past_episodes(access))
    assert [one.ref for one in past] == [first]
    open_for(max_manager, PLAIN, ("P-ZOE",), lead=("COUNCIL_EH", "E1"))
    from kith.apps.casework.models import Episode

    assert Episode.objects.using("owner").get(ended_on=None).previous_ref == first


def test_ties_of_an_episode_outlive_the_next_run(max_manager: Any, worker_of: Make, tmp_path: Any) -> None:
    from kith.handover.load import load_run, make_live
    from tests.builders.published_run import write_run
    from tests.builders.small_world import small_world

    fay = worker_of("COUNCIL_EH", "E1", "LEAD_WORKER")
    open_for(max_manager, PLAIN, ("P-ZOE", "P-MUM"), lead=("COUNCIL_EH", "E1"))
    make_live(load_run(write_run(tmp_path / "run-2", small_world()), by="test").run_id, by="test")
    assert seen(fay, PLAIN).lead.name == "Fay Door"


def test_a_merge_while_the_episode_is_open_keeps_everybody_in_it(max_manager: Any, worker_of: Make) -> None:
    from kith.apps.base.moving import merge_people, unmerge_people
    from kith.apps.casework.actions.levels import change_level
    from kith.apps.casework.models import EpisodePerson, LevelSpell

    open_for(max_manager, PLAIN, ("P-ZOE", "P-MUM"), lead=("COUNCIL_EH", "E1"))
    for ref in ("P-ZOE", "P-MUM"):
        act(max_manager, PLAIN, lambda access, page, ref=ref: change_level(
            access, page, to="3S", reason="Canary", person_ref=ref))  # fmt: skip

    def held() -> list[Any]:
        rows = [
            *EpisodePerson.objects.using("owner").values_list("pk", "person_ref"),
            *LevelSpell.objects.using("owner").values_list("pk", "person_ref"),
        ]
        return sorted(rows)

    before = held()
    merge_ref = merge_people("P-ZOE", "P-MUM", alias="owner")
    assert unmerge_people(merge_ref, alias="owner") >= 0
    assert held() == before


def test_erasing_the_last_of_them_takes_the_words_too(max_manager: Any, worker_of: Make) -> None:
    from django.db import connections

    from kith.apps.casework.hooks import erase, tell
    from kith.apps.casework.models import Episode

    open_for(max_manager, PLAIN, ("P-ZOE", "P-MUM"), lead=("COUNCIL_EH", "E1"))
    assert {one.kind for one in tell("P-ZOE", "owner")} == {"Help", "Level of help"}
    assert erase("P-ZOE", "owner")
    assert Episode.objects.using("owner").exists()
    erase("P-MUM", "owner")
    assert not Episode.objects.using("owner").exists()
    with connections["owner"].cursor() as cursor:
        for table in connections["owner"].introspection.table_names(cursor):
            if table.startswith("casework_"):
                cursor.execute(f"select count(*) from {table} row where row::text like '%%anary%%'")
                assert cursor.fetchone() == (0,), table


def test_thirty_families_of_a_leaver_are_named_counted_and_given_on(database: None, tmp_path: Any) -> None:
    """One list, one form, one transaction; two of them stay, as the manager chose."""
    from kith.apps.audit.actions import WRITE
    from kith.apps.casework.actions.leading import give_to_others
    from kith.apps.casework.queries.work import get_team_page
    from kith.apps.governance.access import open_desk
    from kith.handover.example import sign_agreements
    from kith.handover.load import load_run, make_live
    from tests.builders.published_run import AS_AT, write_run
    from tests.builders.small_world import small_world
    from tests.builders.workers import sign_in_as

    rows = small_world()
    refs = [f"F-MANY{number:03}" for number in range(30)]
    for ref in refs:
        child = ref.replace("F-", "P-")
        rows["family"].append({"family_ref": ref, "name": f"The {ref[2:]} family"})
        rows["person"].append({"person_ref": child, "forename": "Kid", "surname": ref[2:], "is_shielded": False})
        rows["family_member"].append({"family_ref": ref, "person_ref": child, "role": "CHILD"})
        rows["involvement"].append({"person_ref": child, "agency_id": "COUNCIL_EH", "staff_id": "E1", "is_lead": True,
                                    "service": "Help", "valid_from": date(2026, 3, 1), "source": "test"})  # fmt: skip
    make_live(load_run(write_run(tmp_path / "run-1", rows), by="test").run_id, by="test")
    sign_agreements("Wexmoor", AS_AT)
    manager, fay = sign_in_as("COUNCIL_EH", "E2", "MANAGER"), sign_in_as("COUNCIL_EH", "E1", "LEAD_WORKER")
    sign_in_as("COUNCIL_EH", "E3", "LEAD_WORKER")
    for ref in refs:
        open_for(manager, ref, (ref.replace("F-", "P-"),), lead=("COUNCIL_EH", "E1"))
    page = get_team_page(manager, "EARLY_HELP_SUPPORT", staff_id="E1")
    assert len(page.families) == 30
    assert all(line.name and line.lead == fay.name for line in page.families)
    with open_desk(manager, action=WRITE) as desk:
        given = {line.episode_id: "E3" for line in page.families[:28]}
        assert give_to_others(desk, from_staff="E1", to=given, reason="LEFTRL") == 28
    loads = {one.staff_id: one.families for one in get_team_page(manager, "EARLY_HELP_SUPPORT").loads}
    assert (loads["E1"], loads["E3"]) == (2, 28)
