"""Those who would use the front door, the register or an episode to find somebody, or to agree with themselves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from kith.apps.frontdoor import actions, queries
from kith.apps.frontdoor.refusals import NoSuchPassing
from kith.apps.governance.access import DESK, FAMILY, begin
from kith.apps.governance.actions.interests import declare_interest
from kith.apps.register.actions import NotOfThisFamily, add_to_family, register_family, register_person
from tests.builders.contacts import (
    ELLA,
    JAY,
    KIT,
    RUTH,
    STRANGER,
    TRIAGE,
    answer,
    decide,
    look_at,
    make_contact,
    new_contact,
)
from tests.builders.enquiries import owner_sql, shield
from tests.builders.episodes import open_for
from tests.builders.small_world import MARLOWES, PLAIN

WorkerOf = Callable[..., Any]
STOPPED = ("42501", "23514", "KL003")


@pytest.fixture
def fay(worker_of: WorkerOf) -> Any:
    """The front door, not cleared."""
    return worker_of("COUNCIL_EH", "E1", "FRONT_DOOR")


@pytest.fixture
def cleared(worker_of: WorkerOf) -> Any:
    """The front door, cleared for those who must not be found."""
    return worker_of("COUNCIL_EH", "E3", "FRONT_DOOR", is_shield_cleared=True)


def as_web(worker: Any, statement: str, *values: Any, family: str = "") -> Any:
    """Run a statement as a taken-over page of this worker would, at a desk or in a family's door."""
    with transaction.atomic(), connection.cursor() as cursor:
        begin(worker, "EARLY_HELP_SUPPORT" if family else TRIAGE, scope=FAMILY if family else DESK, family_ref=family)
        cursor.execute(statement, values or None)
        return cursor.fetchall() if cursor.description else cursor.rowcount


def refused(worker: Any, statement: str, *values: Any, family: str = "") -> None:
    """Hold that the database refuses it, as it refuses what is not one's own."""
    with pytest.raises(DatabaseError) as stopped:
        as_web(worker, statement, *values, family=family)
    assert stopped.value.__cause__.sqlstate in STOPPED, stopped.value  # type: ignore[union-attr]


def with_role(worker: Any, role: str) -> Any:
    """Give a worker another role beside their own."""
    owner_sql(
        "insert into agencies_workerrole select (jsonb_populate_record(held, jsonb_build_object("
        "'id', 900 + held.id, 'role', %s::text))).* from agencies_workerrole held where worker_id = %s limit 1",
        role,
        worker.worker_id,
    )
    return replace(worker, roles=(*worker.roles, role))


NEW_FAMILY = (
    "insert into register_registeredfamily (record, family_ref, agency_id, registered_by, registered_at)"
    " values (%s, %s, 'COUNCIL_EH', %s, now())"
)
MEMBER = (
    "insert into register_registeredmember (family_ref, person_ref, role, agency_id, added_by, added_at)"
    " values (%s, %s, 'CHILD', 'COUNCIL_EH', %s, now())"
)
PERSON = (
    "insert into register_registeredperson (record, person_ref, forename, surname, known_as, born_said, sex,"
    " nhs_number, address, postcode, is_address_secret, languages, needs, agency_id, registered_by, registered_at)"
    " values (%s, %s, 'Made', 'Up', '', '', '', '', '', '', false, '', '', 'COUNCIL_EH', %s, now())"
)


# The register: a made-up person is no key to a family, nor a made-up family to a person.


def test_no_family_of_a_run_is_registered_as_ones_own(fay: Any) -> None:
    refused(fay, NEW_FAMILY, MARLOWES, MARLOWES, fay.worker_id)


def test_no_person_of_a_run_is_registered_as_ones_own(fay: Any) -> None:
    for ref in ("P-ZOE", "P-RUTH"):
        refused(fay, PERSON, ref, ref, fay.worker_id)


def test_nobody_is_put_into_a_family_that_is_not_open(fay: Any) -> None:
    made_up = register_person(by=fay, forename="Made", surname="Up")
    refused(fay, MEMBER, MARLOWES, made_up, fay.worker_id)
    with pytest.raises(NotOfThisFamily):
        add_to_family(by=fay, family_ref=MARLOWES, person_ref=made_up)
    with pytest.raises(NotOfThisFamily):
        register_person(by=fay, forename="Made", surname="Again", family_ref=MARLOWES)


def test_nobody_of_a_run_is_put_into_a_family_of_ones_own(fay: Any) -> None:
    """By name and birth alone the front door would have their home: it opens people by a number or a postcode too."""
    made_up = register_person(by=fay, forename="Made", surname="Up")
    family = register_family(by=fay, person_refs=[made_up])
    for wanted in ("P-ELLA", "P-RUTH", "P-NOBODY"):  # known, hidden and not there: refused alike
        refused(fay, MEMBER, family, wanted, fay.worker_id)
        with pytest.raises(NotOfThisFamily):
            add_to_family(by=fay, family_ref=family, person_ref=wanted)


def test_nobody_is_put_into_a_family_that_another_agency_wrote_down(fay: Any, worker_of: WorkerOf) -> None:
    lead = worker_of("SCH_1", "S1", "LEAD_WORKER")
    family = register_family(by=lead, person_refs=[register_person(by=lead, forename="Theirs", surname="Alone")])
    made_up = register_person(by=fay, forename="Made", surname="Up")
    refused(fay, MEMBER, family, made_up, fay.worker_id)


def test_what_was_written_down_is_not_written_over_unread(fay: Any, worker_of: WorkerOf) -> None:
    ref = register_person(by=fay, forename="Nia", surname="Newcome")
    stranger = worker_of("SCH_1", "S2", "LEAD_WORKER")
    as_web(stranger, "update register_registeredperson set surname = 'Stolen', address = 'Elsewhere'")
    assert owner_sql("select surname from register_registeredperson where person_ref = %s", ref) == "Newcome"


def test_the_database_answers_nobody_whether_a_reference_is_hidden(fay: Any) -> None:
    refused(fay, "select kith_is_kept_from_me('P-RUTH')")


def test_a_school_does_not_ask_the_register_who_is_known(worker_of: WorkerOf) -> None:
    teacher = worker_of("SCH_1", "S2", "PRACTITIONER")
    refused(teacher, "select * from kith_find_to_register('Zoe', 'Plain', '2012-07-07', '', '')")


def test_asking_the_register_counts_as_a_question(fay: Any) -> None:
    from kith.apps.register.queries import find_same

    owner_sql("update kith_question_limits set each_worker_an_hour = 3")
    try:
        for _ in range(3):
            find_same(fay, forename="Zoe", surname="Plain", born_on=date(2012, 7, 7))
        with pytest.raises(DatabaseError):
            find_same(fay, forename="Zoe", surname="Plain", born_on=date(2012, 7, 7))
    finally:
        owner_sql("update kith_question_limits set each_worker_an_hour = 60")


def test_who_was_written_down_for_cleared_colleagues_is_theirs(fay: Any, cleared: Any) -> None:
    """Somebody who flees is written down from a restricted contact: with their name, and where they are now."""
    flees = replace(STRANGER, forename="Mara", surname="Moth", born_on=date(1991, 1, 2), address="3 Hidden Row")
    ref = make_contact(cleared, flees)
    about = {"ref": ref, "purpose": TRIAGE, "by": cleared}
    as_web(cleared, "select kith_restrict_contact(%s)", ref)
    actions.look_for_people(**about)
    assert actions.write_down_unfound(**about).written == 1
    seen = "select forename from register_registeredperson"
    assert as_web(cleared, seen) == [("Mara",)]
    assert as_web(fay, seen) == []
    assert as_web(fay, "select person_ref from register_registeredmember") == []
    named = "select * from kith_find_to_register('Mara', 'Moth', '1991-01-02', '', '')"
    assert as_web(fay, named) == []


# Contacts: nobody is found by trying, nobody learns that they were told of.


def test_one_look_does_not_try_many_postcodes(fay: Any) -> None:
    """Whoever knows a name and a birth date must not find where they live by typing every postcode into one contact."""
    guesses = [replace(ELLA, postcode=f"QX4 {number}AA") for number in range(1, 9)]
    ref = make_contact(fay, *guesses, ELLA)
    assert actions.look_for_people(ref=ref, purpose=TRIAGE, by=fay) == 0
    assert owner_sql("select count(*) from frontdoor_contactperson where person_ref <> ''") == 0


def test_nobody_counts_the_contacts_about_their_own_family(worker_of: WorkerOf, fay: Any, cleared: Any) -> None:
    ref = make_contact(fay, ELLA)
    actions.look_for_people(ref=ref, purpose=TRIAGE, by=fay)
    declare_interest(by=cleared, family_ref=MARLOWES)
    assert queries.get_queue(cleared).to_decide == ()
    assert queries.get_queue(cleared).for_others == 0


def test_what_is_typed_about_a_restricted_contact_is_not_for_the_others(fay: Any, cleared: Any) -> None:
    from tests.builders.crawl_world import browser_of

    ref = make_contact(fay, STRANGER)
    typed = {"reason": "She lives at 3 Hidden Row now", "draft_form": "contact_decide", "draft_about": ref}
    sent = browser_of(fay, TRIAGE).post("/drafts/", typed | {"draft_version": "0", "draft_page": "one"})
    assert sent.status_code == 200
    other = "select count(*) from drafts_draft where about = %s"
    assert as_web(fay, other, ref) == [(1,)]
    as_web(cleared, "select kith_restrict_contact(%s)", ref)
    assert as_web(fay, other, ref) == [(0,)]
    assert as_web(fay, "select count(*) from drafts_draftversion") == [(0,)]


def test_a_restricted_contact_opens_the_family_to_none_but_whom_it_is_for(fay: Any, cleared: Any) -> None:
    """It may be restricted because a colleague at the front door is of the family, or related to it."""
    from kith.apps.governance.access import AccessRefused, open_family

    ref = make_contact(fay, ELLA)
    actions.look_for_people(ref=ref, purpose=TRIAGE, by=fay)
    with open_family(fay, TRIAGE, MARLOWES):
        pass
    as_web(cleared, "select kith_restrict_contact(%s)", ref)
    with pytest.raises(AccessRefused), open_family(fay, TRIAGE, MARLOWES):
        pass
    actions.take_on(ref=ref, purpose=TRIAGE, by=cleared)
    with open_family(cleared, TRIAGE, MARLOWES):
        pass
    with pytest.raises(AccessRefused), open_family(fay, TRIAGE, MARLOWES):
        pass


def test_the_family_does_not_read_that_somebody_told_of_them_before_it_is_said(fay: Any) -> None:
    """Whoever they fear may be of the family, and reads who looked at it: until it is said that they know, nothing."""
    from kith.apps.governance.access import open_family

    ref = make_contact(fay, ELLA)
    actions.look_for_people(ref=ref, purpose=TRIAGE, by=fay)
    with open_family(fay, TRIAGE, MARLOWES):
        pass
    visible = "select count(*) from audit_accessevent where is_family_visible and 'P-ELLA' = any (subject_refs)"
    assert owner_sql(visible) == 0
    look_at(fay, ref)  # their mother was told
    before = owner_sql(visible)
    with open_family(fay, TRIAGE, MARLOWES):
        pass
    assert owner_sql(visible) > before


def test_a_referrer_reads_the_same_of_a_hidden_person_and_of_nobody(worker_of: WorkerOf, fay: Any) -> None:
    """A friend of whom they hide from tells the front door, to learn if it knows them."""
    from tests.builders.crawl_world import browser_of

    shield("P-KIT")
    friend = worker_of("SCH_1", "S2", "PRACTITIONER")
    pages = []
    for named in (KIT, replace(KIT, forename="Nobody"), RUTH):
        ref = actions.refer(new=new_contact(named, channel="WEB_FORM"), purpose=TRIAGE, by=friend)
        actions.take_on(ref=ref, purpose=TRIAGE, by=fay)
        actions.look_for_people(ref=ref, purpose=TRIAGE, by=fay)
        pages.append(browser_of(friend, TRIAGE).get(f"/refer/{ref}/").content.decode().count("\n"))
        assert as_web(friend, "select how_far from kith_my_referrals(%s)", ref) == [("LOOKED_AT",)]
    assert len(set(pages)) == 1


# Nobody agrees with themselves.


def test_nobody_accepts_what_they_offered_themselves(worker_of: WorkerOf) -> None:
    both = with_role(worker_of("COUNCIL_EH", "E1", "FRONT_DOOR"), "MANAGER")
    ref = make_contact(both, ELLA)
    look_at(both, ref)
    decide(both, ref, "URGENT", to_agency_id="COUNCIL_EH", level="2")
    offered = owner_sql("select ref from frontdoor_passing")
    with pytest.raises(NoSuchPassing):
        actions.accept_passed(ref=offered, purpose=TRIAGE, by=both)
    accept = "update frontdoor_passing set state = 'ACCEPTED', answered_by = %s, answered_at = now()"
    refused(both, accept, both.worker_id)
    other = worker_of("COUNCIL_EH", "E2", "MANAGER")
    actions.accept_passed(ref=offered, purpose=TRIAGE, by=other)
    assert owner_sql("select state from frontdoor_passing") == "ACCEPTED"


def test_nobody_decides_what_they_asked_themselves(worker_of: WorkerOf) -> None:
    both = with_role(worker_of("COUNCIL_EH", "E2", "MANAGER"), "LEAD_WORKER")
    open_for(both, PLAIN, ("P-ZOE",), lead=("COUNCIL_EH", "E2"))
    ask = (
        "insert into casework_managementdecision (ref, episode_id, kind, person_ref, to_level, what, asked_by,"
        " asked_at, outcome, comment) select 'MD-MINE2345', id, 'LEVEL', '', '4', 'Canary', %s, now(), '', ''"
        " from casework_episode"
    )
    as_web(both, ask, both.worker_id)
    decided = "update casework_managementdecision set outcome = 'APPROVED', decided_by = %s, decided_at = now()"
    assert as_web(both, decided, both.worker_id) == 0
    assert owner_sql("select outcome from casework_managementdecision") == ""


def test_whoever_leads_does_not_step_to_protection_alone(worker_of: WorkerOf) -> None:
    both = with_role(worker_of("COUNCIL_EH", "E2", "MANAGER"), "LEAD_WORKER")
    open_for(both, PLAIN, ("P-ZOE",), lead=("COUNCIL_EH", "E2"))
    as_web(both, "update casework_levelspell set valid_to = '2026-11-20' where valid_to is null and level <= '3'")
    refused(both, _LEVEL, "", "4", both.worker_id)


def test_a_child_is_not_taken_out_of_protection_by_a_level_of_their_own(worker_of: WorkerOf) -> None:
    manager, lead = worker_of("COUNCIL_EH", "E2", "MANAGER"), worker_of("COUNCIL_EH", "E1", "LEAD_WORKER")
    open_for(manager, PLAIN, ("P-ZOE", "P-MUM"), lead=("COUNCIL_EH", "E1"))
    owner_sql("update casework_levelspell set level = '4' where person_ref = ''")
    refused(lead, _LEVEL, "P-ZOE", "2", lead.worker_id, family=PLAIN)


_LEVEL = (
    "insert into casework_levelspell (episode_id, person_ref, level, valid_from, reason, decision_ref, changed_by,"
    " changed_at) select id, %s, %s, '2026-11-20', 'Canary', '', %s, now() from casework_episode"
)


def test_a_managers_list_says_nothing_of_a_decision_about_one_who_hides(worker_of: WorkerOf) -> None:
    manager = worker_of("COUNCIL_EH", "E2", "MANAGER")
    open_for(manager, PLAIN, ("P-ZOE", "P-MUM"), lead=("COUNCIL_EH", "E1"))
    owner_sql(
        "insert into casework_managementdecision (ref, episode_id, kind, person_ref, to_level, what, asked_by,"
        " asked_at, outcome, comment) select 'MD-HIDE2345', id, 'LEVEL', 'P-ZOE', '4', 'Canary', 1, now(), '', ''"
        " from casework_episode"
    )
    count = "select count(*) from casework_managementdecision"
    assert as_web(manager, count) == [(1,)]
    shield("P-ZOE")
    assert as_web(manager, count) == [(0,)]


def test_the_front_door_takes_back_what_nobody_answered(fay: Any, worker_of: WorkerOf) -> None:
    ref = make_contact(fay, JAY)
    look_at(fay, ref)
    decide(fay, ref, "URGENT", to_agency_id="COUNCIL_EH", level="2")
    answer(fay, ref)
    manager = worker_of("COUNCIL_EH", "E2", "MANAGER")
    refused(manager, "update frontdoor_passing set state = 'TAKEN', answered_by = %s", manager.worker_id)
    actions.reopen(ref=ref, why="Nobody answered, and another agency is nearer.", purpose=TRIAGE, by=fay)
    page = queries.get_contact(fay, ref)
    assert (page.contact.state, page.is_offered, page.decisions[0].passing_state) == ("REOPENED", False, "TAKEN")
    assert queries.list_passed(manager) == ()
    held = "select count(*) from governance_relationship where about_ref = %s and kind = 'MANAGES' and valid_to is null"
    assert owner_sql(held, ref) == 0


def test_what_a_contact_says_of_one_who_hides_is_about_them_though_they_are_not_found(fay: Any) -> None:
    """Whoever asks for what is held about themselves does not read in it where somebody else has gone."""
    from kith.apps.frontdoor.hooks import HOLDINGS

    shield("P-KIT")
    ref = make_contact(fay, ELLA, KIT)
    actions.look_for_people(ref=ref, purpose=TRIAGE, by=fay)
    (told,) = HOLDINGS.tell("P-ELLA", "owner")
    assert told.about_refs == ("P-ELLA", "P-KIT")


def test_the_log_of_each_family_says_that_a_leaver_gave_it_on(worker_of: WorkerOf) -> None:
    from kith.apps.audit.actions import WRITE
    from kith.apps.casework.actions.leading import give_to_others
    from kith.apps.governance.access import open_desk

    manager = worker_of("COUNCIL_EH", "E2", "MANAGER")
    open_for(manager, PLAIN, ("P-ZOE",), lead=("COUNCIL_EH", "E1"))
    lines = "select count(*) from audit_accessevent where family_ref = %s and action = 'WRITE' and reason_given"
    before = owner_sql(lines, PLAIN)
    with open_desk(manager, action=WRITE) as desk:
        episode = owner_sql("select id from casework_episode")
        give_to_others(desk, from_staff="E1", to={episode: "E3"}, reason="OTHERS")
    assert owner_sql(lines, PLAIN) == before + 1
