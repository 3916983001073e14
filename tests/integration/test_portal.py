"""The family's own pages, over the real database roles: off until opened, about one person, and silent about why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connections, transaction
from django.utils import timezone

from tests.builders.published_run import AS_AT, write_run
from tests.builders.small_world import MARLOWES, PLAIN, small_world

SAFE = {"OTHER_EYES": "NO", "AFRAID": "NO", "ALONE": "YES"}
PHRASE = "three green kites"
SUPPORT = "EARLY_HELP_SUPPORT"


def portal_world(change: Callable[[dict[str, list[dict[str, Any]]]], None] | None = None) -> dict[str, Any]:
    """The small world in which Priya leads the help for the Plains: Maya and her daughter Zoë, who is 14."""
    rows = small_world()
    for ref in ("P-ZOE", "P-MUM"):
        rows["involvement"].append(
            {
                "person_ref": ref, "agency_id": "SCH_1", "staff_id": "S1", "is_lead": True, "service": "Help",
                "valid_from": date(2026, 3, 1), "source": "test",
            }
        )  # fmt: skip
    rows["relation"].append(
        {"from_person_ref": "P-MUM", "kind": "PARTNER", "to_person_ref": "P-ALAN", "sources": "test"}
    )
    if change:
        change(rows)
    return rows


def go_live(tmp_path: Path, name: str, rows: dict[str, Any]) -> None:
    from kith.handover.load import load_run, make_live

    make_live(load_run(write_run(tmp_path / name, rows), by="test").run_id, by="test")


@pytest.fixture
def plains(database: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The world, live; the Plains' lead worker."""
    from kith.handover.example import sign_agreements
    from tests.builders.workers import sign_in_as

    monkeypatch.setenv("KITH_TODAY", AS_AT.isoformat())
    go_live(tmp_path, "run-portal", portal_world())
    sign_agreements("Wexmoor", AS_AT)
    return sign_in_as("SCH_1", "S1", "LEAD_WORKER")


@pytest.fixture(autouse=True)
def quick_scrambling(monkeypatch: pytest.MonkeyPatch) -> None:
    """Scramble fast: what is tested is never how slow a passphrase is to guess."""
    from kith.apps.portal import cards

    monkeypatch.setitem(cards._COST, "n", 2)
    monkeypatch.setitem(cards._COST, "p", 1)


def opened(worker: Any, person: str = "P-MUM", family: str = PLAIN, **more: Any) -> Any:
    from kith.apps.portal.actions import open_sign_in

    return open_sign_in(
        **{"family_ref": family, "person_ref": person, "answers": SAFE, "purpose": SUPPORT, "by": worker, **more}
    )


def signed_in(worker: Any, person: str = "P-MUM", **more: Any) -> str:
    from kith.apps.portal.actions import choose_passphrase, enter

    card = opened(worker, person, **more)
    token = enter(card=card.number.lower().replace("-", " "), typed=card.code)
    assert token
    assert choose_passphrase(token=token, passphrase=PHRASE)
    return token


def look(worker: Any, family: str = PLAIN) -> None:
    """Open the family's page as a worker does."""
    from kith.apps.governance.access import open_family
    from kith.apps.people.queries import list_members

    with open_family(worker, SUPPORT, family) as access:
        list_members(access)


def is_closed(token: str) -> bool:
    from kith.apps.portal.door import PageClosedError, open_portal

    try:
        with open_portal(token):
            return False
    except PageClosedError:
        return True


def asked_as(role: str, sql: str, *values: object) -> list[tuple[Any, ...]]:
    with connections[role].cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def test_a_card_is_used_once_and_then_the_passphrase(plains: Any) -> None:
    from kith.apps.portal.actions import choose_passphrase, enter
    from kith.apps.portal.door import open_portal
    from kith.apps.portal.queries import list_helpers, list_looked

    card = opened(plains)
    assert enter(card=card.number, typed=PHRASE) is None
    token = enter(card=card.number, typed=card.code)
    assert token
    with pytest.raises(DatabaseError), transaction.atomic(using="portal"):
        asked_as("portal", "select scrambled from portal_familysecret")
    with open_portal(token) as family:
        assert not family.has_chosen
        assert (list_helpers(), list_looked()) == ((), ()), "nothing is read before a passphrase is chosen"
    assert choose_passphrase(token=token, passphrase=PHRASE)
    assert not choose_passphrase(token=token, passphrase="some other words here")
    assert enter(card=card.number, typed=card.code) is None
    assert enter(card=card.number, typed=PHRASE)
    assert is_closed(token), "a second sitting ends the first"


def test_five_wrong_tries_and_only_a_new_card_helps(plains: Any) -> None:
    from kith.apps.portal.actions import enter

    card = opened(plains)
    assert [enter(card=card.number, typed=f"AAAAA-AAAA{number}") for number in range(5)] == [None] * 5
    assert enter(card=card.number, typed=card.code) is None
    again = opened(plains)
    assert enter(card=card.number, typed=card.code) is None
    assert enter(card=again.number, typed=again.code)


def test_a_card_ends_with_its_days(plains: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from kith.apps.portal.actions import enter

    card = opened(plains)
    monkeypatch.setenv("KITH_TODAY", (AS_AT + timedelta(days=14)).isoformat())
    assert enter(card=card.number, typed=card.code) is None
    monkeypatch.setenv("KITH_TODAY", (AS_AT + timedelta(days=13)).isoformat())
    assert enter(card=card.number, typed=card.code)


@pytest.mark.parametrize(("minutes", "began"), [(11, 11), (1, 61)], ids=["left alone", "an hour"])
def test_a_sitting_ends_by_itself(plains: Any, minutes: int, began: int) -> None:
    token = signed_in(plains)
    assert not is_closed(token)
    now = timezone.now()
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "update portal_portalsession set seen_at = %s, began_at = %s",
            [now - timedelta(minutes=minutes), now - timedelta(minutes=began)],
        )
    assert is_closed(token)


def _a_shield(rows: dict[str, Any]) -> None:
    next(row for row in rows["person"] if row["person_ref"] == "P-ZOE")["is_shielded"] = True


def _a_call_out(rows: dict[str, Any]) -> None:
    rows["fact"].append({**rows["fact"][0], "fact_id": "test:da", "person_ref": "P-ZOE"})


def _a_call_out_to_the_home(rows: dict[str, Any]) -> None:
    rows["fact"].append({**rows["fact"][0], "fact_id": "test:da", "person_ref": None, "dwelling_id": "uprn:5"})


def _a_protection_plan(rows: dict[str, Any]) -> None:
    rows["fact"].append(
        {**rows["fact"][0], "fact_id": "test:cp", "person_ref": "P-ZOE", "kind": "CP_PLAN", "category": "SOCIAL_CARE"}
    )


def _a_former_refuge(rows: dict[str, Any]) -> None:
    rows["residence"].append(
        {"person_ref": "P-MUM", "dwelling_id": "uprn:3", "valid_from": date(2020, 1, 1), "valid_to": date(2021, 1, 1)}
        | {"sources": "test", "last_seen_on": date(2021, 1, 1)}
    )


def _an_abuse_worker(rows: dict[str, Any]) -> None:
    rows["involvement"].append({**rows["involvement"][0], "person_ref": "P-MUM", "role": "Domestic abuse officer"})


def _a_partner_elsewhere(rows: dict[str, Any]) -> None:
    rows["fact"].append({**rows["fact"][0], "fact_id": "test:da", "person_ref": "P-ALAN"})


def _a_move(rows: dict[str, Any]) -> None:
    rows["residence"].append(
        {"person_ref": "P-MUM", "dwelling_id": "uprn:4", "valid_from": date(2026, 9, 1), "valid_to": None}
        | {"sources": "test", "last_seen_on": AS_AT}
    )


def _nobody_left(rows: dict[str, Any]) -> None:
    rows["family_member"] = [row for row in rows["family_member"] if row["person_ref"] != "P-MUM"]


REASONS = (
    _a_shield, _a_call_out, _a_call_out_to_the_home, _a_protection_plan, _a_former_refuge, _an_abuse_worker,
    _a_partner_elsewhere, _a_move, _nobody_left,
)  # fmt: skip


@pytest.mark.parametrize("reason", REASONS, ids=lambda reason: reason.__name__.strip("_"))
def test_what_comes_to_light_later_shuts_it_without_a_word(plains: Any, tmp_path: Path, reason: Any) -> None:
    """And refuses a new one in the same words as every other reason, shutting nothing else."""
    from kith.apps.portal.actions import SignInNotOpenedError, enter

    card = opened(plains)
    token = enter(card=card.number, typed=card.code)
    assert token
    assert not is_closed(token)
    go_live(tmp_path, "run-later", portal_world(reason))
    assert is_closed(token)
    assert enter(card=card.number, typed=card.code) is None
    with pytest.raises(SignInNotOpenedError) as refusal:
        opened(plains)
    assert str(refusal.value) == str(SignInNotOpenedError())


def test_a_hidden_relation_shuts_it(plains: Any) -> None:
    token = signed_in(plains)
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "insert into governance_hiddenrelation (one_ref, other_ref, reason, how_made, set_at)"
            " values ('P-ZOE', 'P-NOBODY', 'UNDISCLOSED', 'ASSIGNED', now())"
        )
    assert is_closed(token)


def test_a_shield_that_people_ended_still_shuts_it_while_an_agency_says_so(plains: Any, tmp_path: Path) -> None:
    token = signed_in(plains)
    go_live(tmp_path, "run-shield", portal_world(_a_shield))
    with connections["owner"].cursor() as cursor:
        cursor.execute("delete from governance_shield")
    assert is_closed(token)


@pytest.mark.parametrize(
    "asked",
    [
        {"person": "P-DAWN", "family": MARLOWES},  # a call-out years ago
        {"person": "P-KIT"},  # of another family
        {"answers": {**SAFE, "OTHER_EYES": "NOT_SURE"}},
        {"answers": {**SAFE, "AFRAID": "YES"}},
        {"answers": {"OTHER_EYES": "NO", "AFRAID": "NO"}},
    ],
    ids=["abuse", "stranger", "not sure", "afraid", "not asked"],
)
def test_every_reason_not_to_open_has_the_same_words(plains: Any, asked: dict[str, Any]) -> None:
    from kith.apps.portal.actions import SignInNotOpenedError

    with pytest.raises(SignInNotOpenedError) as refusal:
        opened(plains, **asked)
    assert str(refusal.value) == str(SignInNotOpenedError())
    assert asked_as("owner", "select count(*) from portal_familyaccount") == [(0,)]


def test_age_and_the_council_shut_it_too(plains: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from kith.apps.portal import door, settings_data
    from kith.apps.portal.actions import SignInNotOpenedError, enter, sign_ins, sittings

    token = signed_in(plains, "P-ZOE", competence_note="She told me in her own words.")
    rows = {"is_on": True, "youngest": 15, "quiet_days_after_a_move": 0, "card_days": 14}
    for changed in ({}, {"youngest": 13, "is_on": False}):
        council = settings_data.FamilySignIn(**{**rows, **changed})
        for module in (door, sittings, sign_ins):
            monkeypatch.setattr(module, "load_family_sign_in", lambda council=council: council)
        assert is_closed(token)
        assert enter(card="C-AAAAAAAA", typed=PHRASE) is None
        with pytest.raises(SignInNotOpenedError):
            opened(plains, "P-ZOE")


def test_only_the_lead_worker_opens_and_the_database_agrees(plains: Any) -> None:
    from kith.apps.governance.access import open_desk
    from kith.apps.portal.actions import SignInNotOpenedError
    from kith.apps.portal.models import FamilyAccount
    from tests.builders.workers import sign_in_as

    other = sign_in_as("SCH_1", "S2", "LEAD_WORKER")
    with pytest.raises(SignInNotOpenedError):
        opened(other)
    signed_in(plains)
    with open_desk(other, action="LIST"):
        assert FamilyAccount.objects.count() == 0
        assert asked_as("default", "select kith_may_have_sign_in('P-MUM', %s)", PLAIN) == [(False,)]
    with pytest.raises(DatabaseError), open_desk(plains, action="WRITE"):
        FamilyAccount.objects.create(
            ref="FA-X", kind="FAMILY", person_ref="P-DAWN", family_ref=MARLOWES, state="OPEN", card_number="C-X",
            card_until=AS_AT, opened_at=timezone.now(), opened_by=plains.worker_id,
        )  # fmt: skip


def test_each_reads_their_own_lines_and_nobody_elses(plains: Any) -> None:
    """The lines about Maya name nobody else; her daughter's are not among them, nor the other way round."""
    from kith.apps.portal.door import open_portal
    from kith.apps.portal.queries import list_looked

    mother = signed_in(plains)
    daughter = signed_in(plains, "P-ZOE", competence_note="She told me in her own words.")
    look(plains)
    for token, own in ((mother, "P-MUM"), (daughter, "P-ZOE")):
        with open_portal(token) as family:
            lines = list_looked()
            raw = asked_as("portal", "select * from kith_portal_lines(500)")
        assert family.person_ref == own
        assert any(line.done == "Opened a page with you on it" for line in lines)
        assert not any(ref in str(raw) for ref in ("P-MUM", "P-ZOE", PLAIN))
        assert all(line.agency in ("Northmoor Primary", "") for line in lines)
    newest = lines[0]
    assert newest.is_own
    assert newest.role == "you, with your card"


def test_without_a_sitting_the_familys_role_reads_nothing(plains: Any) -> None:
    signed_in(plains)
    look(plains)
    functions = (
        "kith_portal_lines(9)", "kith_portal_decisions()", "kith_portal_agreements()", "kith_portal_said()",
        "kith_portal_workers()", "kith_portal_questions()", "kith_portal_advocate()",
    )  # fmt: skip
    for function in functions:
        assert asked_as("portal", f"select * from {function}") == [], function
    for write in ("kith_portal_choose('s', 'x')", "kith_portal_ask('PQ-1', 'x', null)", "kith_portal_end_advocate()"):
        assert asked_as("portal", f"select {write}") == [(False,)], write
    for table in ("people_persondetails", "portal_familyaccount", "portal_portalquestion", "governance_relationship"):
        with pytest.raises(DatabaseError), transaction.atomic(using="portal"):
            asked_as("portal", f"select * from {table}")
    with pytest.raises(DatabaseError), transaction.atomic(using="default"):
        asked_as("default", "select * from kith_portal_lines(9)")
    for told in ("kith_may_have_sign_in('P-MUM', 'F-PLAIN01')", "kith_log_about('P-MUM')"):
        with pytest.raises(DatabaseError), transaction.atomic(using="portal"):
            asked_as("portal", f"select {told}")


def test_a_question_goes_to_the_lead_worker_and_the_answer_comes_back(plains: Any) -> None:
    from kith.apps.portal.actions import answer_question, ask, ask_again
    from kith.apps.portal.door import open_portal
    from kith.apps.portal.queries import list_asked, list_looked, list_waiting
    from tests.builders.workers import sign_in_as

    token = signed_in(plains)
    look(plains)
    with open_portal(token):
        mine = list_looked()[-1].event_id
    look(plains, MARLOWES)
    others = asked_as("owner", "select max(id) from audit_accessevent where not subject_refs @> '{P-MUM}'")[0][0]
    assert ask(token=token, words="Why did they look?", about_event=mine)
    assert not ask(token=token, words="What is this?", about_event=others)
    waiting = list_waiting(plains)
    assert len(waiting) == 1
    assert "Why" not in waiting[0].text
    assert list_waiting(sign_in_as("SCH_1", "S2", "LEAD_WORKER")) == ()
    ref = asked_as("owner", "select ref from portal_portalquestion")[0][0]
    assert ask_again(token=token, question_ref=ref)
    answered = answer_question(
        family_ref=PLAIN, person_ref="P-MUM", question_ref=ref, words="To plan our visit.", purpose=SUPPORT, by=plains
    )
    assert answered
    assert list_waiting(plains) == ()
    with open_portal(token):
        assert [asked.answer for asked in list_asked()] == ["To plan our visit."]


def test_an_advocate_sees_what_was_ticked_until_it_ends(plains: Any) -> None:
    from kith.apps.portal.actions import choose_passphrase, end_advocate, enter, invite_advocate, show_advocate
    from kith.apps.portal.door import open_portal
    from kith.apps.portal.queries import find_advocate, list_agreements, list_helpers, list_looked, list_said

    mine = signed_in(plains)
    look(plains)
    card = invite_advocate(token=mine, called="Auntie Jo", shows=["WHO_WORKS"])
    theirs = enter(card=card.number, typed=card.code)
    assert choose_passphrase(token=theirs, passphrase="four blue boats sail")
    with open_portal(theirs) as family:
        assert family.is_advocate
        assert list_helpers()
        assert (list_looked(), list_said(), list_agreements()) == ((), (), ())
        assert find_advocate() is None, "an advocate invites nobody"
    assert invite_advocate(token=theirs, called="A friend", shows=[]) is None
    assert show_advocate(token=mine, shows=["WHO_LOOKED"])
    with open_portal(theirs):
        lines = list_looked()
        assert list_helpers() == ()
    assert any(line.role == "your advocate" for line in lines)
    logged = "select count(*) from audit_accessevent where role = 'ADVOCATE' and on_behalf_of = 'P-MUM'"
    assert asked_as("owner", logged)[0][0] >= 3
    assert end_advocate(token=mine)
    assert is_closed(theirs)
    assert not is_closed(mine)


def test_a_yes_is_taken_back_and_those_who_saw_are_told(plains: Any) -> None:
    from kith.apps.portal.actions import take_back
    from kith.apps.portal.door import open_portal
    from kith.apps.portal.queries import list_said

    agreement = asked_as("owner", "select ref from governance_agreement where 'SCH_1' = any (receivers) limit 1")[0][0]
    said = (
        "insert into governance_sharingpreference (ref, person_ref, agreement_ref, voice, said_by_ref, answer,"
        " evidence, capacity_note, said_at, agency_id) values"
    )
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"{said} ('SP-1', 'P-MUM', %s, 'SELF', '', 'GIVEN', '', '', now(), '')", [agreement])
        cursor.execute(f"{said} ('SP-2', 'P-ZOE', %s, 'SELF', '', 'GIVEN', '', '', now(), '')", [agreement])
    token = signed_in(plains)
    look(plains)
    with open_portal(token):
        assert [one.ref for one in list_said()] == ["SP-1"]
    assert not take_back(token=token, said_ref="SP-2")
    assert take_back(token=token, said_ref="SP-1")
    with open_portal(token):
        assert [one.answer for one in list_said()] == ["WITHDRAWN"]
    assert asked_as("owner", "select to_agency, person_ref from governance_stopnotice") == [("SCH_1", "P-MUM")]
    history = (
        "select count(*) from governance_sharingpreferenceevent event join pghistory_context context"
        " on context.id = event.pgh_context_id where context.metadata ? 'family_account'"
    )
    assert asked_as("owner", history)[0][0] == 2


def test_a_request_by_right_starts_its_clock(plains: Any) -> None:
    from kith.apps.portal.actions import ask_for_right, invite_advocate
    from kith.apps.portal.actions import enter as begin

    token = signed_in(plains)
    assert ask_for_right(token=token, kind="CORRECT", words="Her birthday is wrong.")
    found = asked_as("owner", "select person_ref, kind, channel, state from rights_rightsrequest")
    assert found == [("P-MUM", "CORRECT", "PORTAL", "RECEIVED")]
    card = invite_advocate(token=token, called="Jo", shows=["WHO_LOOKED"])
    theirs = begin(card=card.number, typed=card.code)
    assert not ask_for_right(token=theirs, kind="ERASE", words="Everything.")


def test_the_printed_list_is_one_persons(plains: Any) -> None:
    from kith.apps.governance.access import open_family
    from kith.apps.portal.actions import print_log
    from kith.apps.portal.queries import list_to_talk_through
    from tests.builders.workers import sign_in_as

    signed_in(plains)
    look(plains)
    print_log(family_ref=PLAIN, person_ref="P-ZOE", purpose=SUPPORT, by=plains)
    with open_family(plains, SUPPORT, PLAIN):
        mothers, daughters = list_to_talk_through("P-MUM"), list_to_talk_through("P-ZOE")
        strangers = list_to_talk_through("P-DAWN")
    assert strangers == ()
    assert any(line.done.startswith("Printed") for line in daughters)
    assert not any(line.done.startswith("Printed") for line in mothers)
    assert mothers
    assert not any(line.is_own for line in mothers), "the paper does not tell that she has a card"
    with open_family(sign_in_as("COUNCIL_EH", "E2", "MANAGER"), SUPPORT, PLAIN):
        assert list_to_talk_through("P-ZOE") == ()


def test_what_is_held_is_told_moved_and_erased(plains: Any) -> None:
    """A merge moves what was asked and never a sign-in; erasing leaves nothing, in no history either."""
    from kith.apps.portal.actions import ask, invite_advocate
    from kith.apps.portal.hooks import erase, merge, tell

    token = signed_in(plains)
    assert ask(token=token, words="Who told the school?")
    assert invite_advocate(token=token, called="Auntie Jo", shows=[])
    told = " ".join(each.text for each in tell("P-MUM", "owner"))
    assert "Who told the school?" in told
    assert "Auntie Jo" in told
    with transaction.atomic(using="owner"):
        assert merge("P-MUM", "P-DAWN", "owner") == 1
    assert asked_as("owner", "select person_ref from portal_portalquestion") == [("P-DAWN",)]
    assert not is_closed(token)
    with transaction.atomic(using="owner"):
        assert merge("P-DAWN", "P-MUM", "owner") == 1
        assert erase("P-MUM", "owner") >= 3
    assert is_closed(token)
    tables = ("familyaccount", "familyaccountevent", "familysecret", "portalsession", "portalquestion")
    for table in (*tables, "portalquestionevent"):
        assert asked_as("owner", f"select count(*) from portal_{table}") == [(0,)], table
