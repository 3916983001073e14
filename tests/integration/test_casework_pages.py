"""Casework's pages in a browser's way: each opens, says what is wrong, does what it says, and only for whom it is."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.builders.crawl_world import browser_of
from tests.builders.episodes import seen
from tests.builders.small_world import MARLOWES

Make = Callable[..., Any]
SUPPORT = "EARLY_HELP_SUPPORT"
EPISODE = f"/families/{MARLOWES}/episode/"


@pytest.fixture
def priya(worker_of: Make) -> tuple[Any, Any]:
    worker = worker_of("SCH_1", "S1", "LEAD_WORKER")
    return worker, browser_of(worker, SUPPORT)


@pytest.fixture
def head(worker_of: Make) -> tuple[Any, Any]:
    worker = worker_of("SCH_1", "S2", "MANAGER")
    return worker, browser_of(worker, SUPPORT)


@pytest.fixture
def opened(priya: tuple[Any, Any]) -> str:
    """An episode that the lead worker opened on its page."""
    answer = priya[1].post(EPISODE + "open/", {
        "people": ["P-ELLA", "P-JAY"], "why": "Canary why", "reason_code": "SF01", "reason": "School again",
        "level": "3", "lead": "S1", "family_choice": "CHOSE",
    })  # fmt: skip
    assert answer.status_code == 302, answer.content.decode()
    return str(seen(priya[0], MARLOWES).ref)


def test_a_family_without_an_episode_says_so_and_offers_one(priya: tuple[Any, Any], worker_of: Make) -> None:
    assert b"Open an episode" in priya[1].get(EPISODE).content
    assert priya[1].get(EPISODE + "open/").status_code == 200
    other = browser_of(worker_of("HOMES", "L1", "PRACTITIONER"), SUPPORT)
    answer = other.get(EPISODE).content
    assert b"You are not part of an episode" in answer
    assert b"Open an episode" not in answer
    assert other.get(EPISODE + "open/").status_code == 403


def test_a_form_that_is_not_filled_in_says_what_is_missing(priya: tuple[Any, Any]) -> None:
    answer = priya[1].post(EPISODE + "open/", {"why": "", "level": "4"})
    assert answer.status_code == 422
    for words in (b"Choose at least one person", b"Choose a level", b"Say what is to change"):
        assert words in answer.content


def test_the_page_names_people_level_and_lead(opened: str, priya: tuple[Any, Any]) -> None:
    answer = priya[1].get(EPISODE).content.decode()
    for words in (opened, "Family Help, since", "Ellie Marlowe", "Priya Shah", "The family chose them", "School again"):
        assert words in answer
    assert "Hand over to another agency" in answer
    assert "End the help" not in answer  # a manager's
    assert priya[1].get(EPISODE + "end/").status_code == 403
    assert "The Marlowe family" in priya[1].get("/casework/").content.decode()


def test_every_page_of_a_change_opens_for_whom_it_is(
    opened: str, priya: tuple[Any, Any], head: tuple[Any, Any]
) -> None:
    from kith.apps.casework.views.changes import CHANGES

    for what in CHANGES:
        if what in {"leave_team", "decide", "outcome", "answer", "take_back", "resume"}:
            continue
        answer = head[1].get(EPISODE + what.replace("_", "-") + "/")
        assert answer.status_code == 200, what
    for what in ("lead", "supervision", "end", "answer", "take-back", "resume"):
        assert priya[1].get(EPISODE + what + "/").status_code == 403, what


def test_changes_are_made_from_the_pages(opened: str, priya: tuple[Any, Any], head: tuple[Any, Any]) -> None:
    def sent(who: tuple[Any, Any], page: str, /, **values: Any) -> None:
        answer = who[1].post(f"{EPISODE}{page}/", values)
        assert answer.status_code == 302, (page, answer.content.decode())

    sent(priya, "level", whose="FAMILY", to="4", reason="Hurt", seen="3")
    asked = seen(priya[0], MARLOWES).undecided[0].ref
    assert "You are asked" in head[1].get("/casework/team/").content.decode()
    assert head[1].post(f"{EPISODE}decide/{asked}/", {"outcome": "yes"}).status_code == 422  # who leads that work?
    sent(head, f"decide/{asked}", outcome="yes", comment="Yes", new_lead="S2")
    sent(head, "level", whose="P-JAY", to="3S", reason="He is well")
    sent(head, "level", whose="P-JAY", to="AS_FAMILY", reason="Not so well")
    sent(priya, "team-member", role="HOUSING", agency_id="HOMES", worker="Sam Reid")
    page = seen(priya[0], MARLOWES)
    sent(priya, f"leave-team/{page.team_now[0].row_id}", sure="yes")
    sent(priya, "team-member", role="FAMILY_FRIEND", name="Aunt Jo")
    sent(priya, "people", people=["P-DAWN"], why="Their mother")
    sent(priya, "agreement", person_ref="P-DAWN", answer="PART", in_their_words="Not the group", said_on="2026-11-19")
    sent(priya, "service", service="Parenting group", why="Sleep", sent_on="2026-11-19")
    service = seen(priya[0], MARLOWES).services[0].ref
    sent(priya, f"outcome/{service}", outcome="WAITING", note="", on="2026-11-20")
    sent(head, "supervision", held_on="2026-11-19", text="Keep going", next_on="2026-12-19")
    sent(priya, "hold", reason="Away")
    sent(priya, "resume", sure="yes")
    sent(priya, "ask", what="May we pay for a taxi?")
    sent(priya, "hand-over", to_agency="COUNCIL_EH", to_team="North", why="More help", what_comes_next="A visit")
    page = seen(priya[0], MARLOWES)
    assert page.family_level.level == "4"
    assert [one.name for one in page.team_now] == ["Aunt Jo"]
    assert {one.answer for one in page.people} == {"", "Said yes to some of it"}
    assert page.services[0].outcome == "They wait for a place"
    for who in (priya, head):
        assert who[1].get(EPISODE).status_code == 200


def test_a_handover_is_taken_on_its_page(opened: str, priya: tuple[Any, Any], worker_of: Make) -> None:
    manager = worker_of("COUNCIL_EH", "E2", "MANAGER")
    worker_of("COUNCIL_EH", "E1", "LEAD_WORKER")
    browser = browser_of(manager, SUPPORT)
    assert b"Offered to you" not in browser.get("/casework/team/").content
    offer = {"to_agency": "COUNCIL_EH", "to_team": "North", "why": "More help", "what_comes_next": "A visit"}
    assert priya[1].post(EPISODE + "hand-over/", offer).status_code == 302
    assert b"Offered to you: The Marlowe family" in browser.get("/casework/team/").content
    assert b"When it was offered" in browser.get(EPISODE + "answer/").content
    assert browser.post(EPISODE + "answer/", {"answer": "accept"}).status_code == 422
    assert browser.post(EPISODE + "answer/", {"answer": "accept", "lead": "E1"}).status_code == 302
    assert seen(manager, MARLOWES).lead.name == "Fay Door"


def test_a_leavers_families_are_given_on_one_page(opened: str, head: tuple[Any, Any], priya: tuple[Any, Any]) -> None:
    page = head[1].get("/casework/team/S1/").content.decode()
    assert "Who goes on with Priya Shah" in page
    assert "The Marlowe family" in page
    episode_id = seen(priya[0], MARLOWES).episode_id
    assert head[1].post("/casework/team/S1/", {"reason": "LEFTRL"}).status_code == 422
    assert head[1].post("/casework/team/S1/", {"reason": "LEFTRL", f"to-{episode_id}": "S2"}).status_code == 302
    assert seen(head[0], MARLOWES).lead.name == "Ann Other"
    assert head[1].get("/casework/team/NOBODY/").status_code == 404


def test_pages_of_a_manager_are_for_managers(priya: tuple[Any, Any]) -> None:
    for address in ("/casework/team/", "/casework/team/S1/", "/casework/team/passed/PS-NONE/"):
        assert priya[1].get(address).status_code == 403


def test_a_contact_that_was_passed_on_becomes_an_episode_on_its_page(worker_of: Make) -> None:
    """The manager reads what was said, takes it by opening the episode, and it waits for nobody any more."""
    from tests.builders.contacts import ELLA, decide, look_at, make_contact

    fay = worker_of("COUNCIL_EH", "E1", "FRONT_DOOR")
    manager = worker_of("COUNCIL_EH", "E2", "MANAGER")
    ref = make_contact(fay, ELLA)
    look_at(fay, ref)
    decide(fay, ref, "EH", to_agency_id="COUNCIL_EH", to_team="North", level="3")
    browser = browser_of(manager, SUPPORT)
    team = browser.get("/casework/team/").content.decode()
    assert "From the front door" in team
    address = re.search(r"/casework/team/passed/[A-Z0-9-]+/", team)
    assert address
    page = browser.get(address[0]).content.decode()
    onward = re.search(r'href="([^"]+passing=[^"]+)"', page)
    assert onward
    form = browser.get(onward[1].replace("&amp;", "&"))
    assert b"From the front door" in form.content
    sent = browser.post(onward[1].replace("&amp;", "&"), {
        "passing": onward[1].rpartition("=")[2], "people": ["P-ELLA"], "why": "", "reason_code": "SF01",
        "reason": "School again", "level": "3", "lead": "", "family_choice": "AGREED", "team": "North",
    })  # fmt: skip
    assert sent.status_code == 302, sent.content.decode()
    assert "From the front door" not in browser.get("/casework/team/").content.decode()
    assert seen(manager, MARLOWES).team == "North"


def test_a_family_that_others_help_already_gets_no_second_episode(opened: str, worker_of: Make) -> None:
    """The manager, who does not see the other agency's episode, is told whom to speak to; nothing was taken."""
    from tests.builders.contacts import ELLA, decide, look_at, make_contact

    fay = worker_of("COUNCIL_EH", "E1", "FRONT_DOOR")
    manager = worker_of("COUNCIL_EH", "E2", "MANAGER")
    ref = make_contact(fay, ELLA)
    look_at(fay, ref)
    decide(fay, ref, "EH", to_agency_id="COUNCIL_EH", to_team="North", level="3")
    browser = browser_of(manager, SUPPORT)
    address = re.search(r"/casework/team/passed/[A-Z0-9-]+/", browser.get("/casework/team/").content.decode())
    assert address
    sent = browser.post(EPISODE + "open/", {
        "passing": address[0].rstrip("/").rpartition("/")[2], "people": ["P-ELLA"], "why": "", "reason_code": "SF01",
        "reason": "School again", "level": "3", "lead": "", "family_choice": "AGREED", "team": "North",
    })  # fmt: skip
    assert sent.status_code == 422
    page = sent.content.decode()
    assert "Somebody else helps this family already" in page
    assert "School again" in page
    assert "From the front door" in browser.get("/casework/team/").content.decode()
