"""The family's own way in, over the real database roles and as a browser gets it: sealed, sent once, and silent."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connections, transaction
from django.test import Client
from django.utils import timezone

from tests.builders.contacts import TRIAGE

WorkerOf = Callable[..., Any]
WORDS = "Nightcanary: he does not sleep and I cannot cope on my own any more"
ANSWERS: dict[int, dict[str, Any]] = {
    1: {"ways_safe": ["RING", "TEXT"]},
    2: {"phone": "01632 960 123"},
    3: {"when": "school days 10 to 2"},
    4: {"may_leave": "NO", "say": "it is about the dentist"},
    5: {"secret": "YES", "who": "my partner"},
    6: {"danger": "NO"},
    7: {"want": "HELP"},
    8: {"about": "FAMILY"},
    9: {"words": WORDS},
    10: {"called": "Shaz"},
    11: {"name1": "Tommo", "age1": "8", "name2": "Nan", "age2": "71"},
    12: {"language": "Polish", "interpreter": "YES"},
}


@pytest.fixture(autouse=True)
def quick_scrambling(monkeypatch: pytest.MonkeyPatch) -> None:
    """Scramble fast: what is tested is never how slow a code is to guess."""
    from kith.apps.portal import cards

    monkeypatch.setitem(cards._COST, "n", 2)
    monkeypatch.setitem(cards._COST, "p", 1)


@pytest.fixture
def fay(worker_of: WorkerOf) -> Any:
    """The front door."""
    return worker_of("COUNCIL_EH", "E1", "FRONT_DOOR")


def owned(statement: str) -> list[tuple[Any, ...]]:
    """Ask the database as its owner."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall() if cursor.description else []


def browser() -> Client:
    return Client(HTTP_HOST="localhost")


def typed_in(client: Client, answers: dict[int, dict[str, Any]] = ANSWERS) -> Client:
    """Answer these questions, one page after the other."""
    for number, answer in answers.items():
        client.post(f"/ask/{number}/", answer)
    return client


def card_on(answer: Any) -> tuple[str, str]:
    number, code = re.findall(r'class="kith-code">([^<]+)<', answer.content.decode())
    return number, code


def text_of(answer: Any) -> str:
    bare = re.sub(r'value="[A-Za-z0-9]{60,}"', "", answer.content.decode())
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", bare))


def sent(client: Client) -> tuple[str, str]:
    answer = client.post("/ask/check/", {"website": ""})
    assert "It has arrived" in text_of(answer)
    return card_on(answer)


def test_it_becomes_a_contact_like_any_other_with_how_it_is_safe_first(fay: Any) -> None:
    from kith.apps.frontdoor import actions, queries

    client = browser()
    assert client.get("/ask/1/").status_code == 200
    assert client.post("/ask/1/", ANSWERS[1])["Location"] == "/ask/2/"
    typed_in(client)
    said = text_of(client.get("/ask/check/"))
    for words in (WORDS, "may we leave a message? No", "Tommo, 8", "01632 960 123"):
        assert words in said
    ref, _ = sent(client)
    row = next(row for row in queries.get_queue(fay).to_decide if row.ref == ref)
    assert (row.source, row.told_by, row.has, row.is_overdue) == ("Family member or carer", "Shaz", "", False)
    actions.take_on(ref=ref, purpose=TRIAGE, by=fay)
    page = queries.get_contact(fay, ref, purpose=TRIAGE)
    assert [one.is_theirs for one in page.said] == [True]
    assert page.said[0].words.startswith(WORDS)
    assert "Polish; wants an interpreter" in page.said[0].words
    contact = page.contact
    assert contact.safe_to_contact == (
        "Safe ways, and no other: ring and text. When: school days 10 to 2. Leave no message. "
        "If somebody else answers, say: “it is about the dentist”."
    )
    assert (contact.channel, contact.agreed, contact.family_told) == ("OWN_WAY", "YES", "UNSAFE")
    assert contact.family_told_note == "Somebody must not know of this: my partner."
    assert contact.due_at > timezone.now()
    assert [(one.forename, one.role, one.born_said) for one in page.people] == [
        ("Shaz", "ADULT", ""), ("Tommo", "CHILD", "8"), ("Nan", "ADULT", "71"),
    ]  # fmt: skip
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "select role, worker_id, action from audit_accessevent where enquiry_ref = %s order by id", [ref]
        )
        assert cursor.fetchall()[0] == ("FAMILY", None, "WRITE")


def test_a_call_back_asks_little_and_needs_a_safe_telephone(fay: Any) -> None:
    from kith.apps.frontdoor import queries

    client = typed_in(
        browser(), {1: {"ways_safe": ["LETTER"]}, 2: {"address": "1 Example Row"}, 3: {}, 5: {"secret": "NO"}}
    )
    client.post("/ask/6/", {"danger": "NOT_SURE"})
    refused = client.post("/ask/7/", {"want": "CALL_BACK"})
    assert "it is not safe to ring you" in text_of(refused)
    typed_in(
        client,
        {1: {"ways_safe": ["RING"]}, 2: {"phone": "01632 960 123"}, 4: {"may_leave": "YES"}, 7: {"want": "CALL_BACK"}},
    )
    assert client.get("/ask/9/")["Location"] == "/ask/8/", "a call back needs no words"
    typed_in(client, {8: {"about": "SELF"}, 10: {}, 12: {}})
    ref, _ = sent(client)
    contact = queries.get_contact(fay, ref)
    assert contact.said[0].words.startswith("They ask to be rung back.")
    assert contact.contact.source_code == "1C"
    assert len(contact.people) == 1


def test_somebody_in_danger_is_told_to_ring_and_starts_the_shortest_clock(fay: Any) -> None:
    from kith.apps.frontdoor import queries

    client = typed_in(browser(), {**ANSWERS, 6: {"danger": "YES"}})
    assert "Ring 999 now" in text_of(client.get("/ask/check/"))
    answer = client.post("/ask/check/", {"website": ""})
    ref, _ = card_on(answer)
    assert "in the daytime from Monday to Friday" in text_of(answer), "no hour of the night is promised"
    contact = queries.get_contact(fay, ref).contact
    assert contact.urgency == "RED"
    assert contact.due_at < timezone.now() + timedelta(hours=25)


def test_nobody_who_must_not_be_reached_is(fay: Any) -> None:
    from kith.apps.frontdoor import queries

    client = typed_in(browser(), {number: ANSWERS[number] for number in (1, 2, 3, 4)})
    typed_in(client, {1: {"ways_safe": ["NONE"]}, **{n: ANSWERS[n] for n in range(5, 13)}})
    ref, _ = sent(client)
    contact = queries.get_contact(fay, ref).contact
    assert contact.told_by_phone == ""
    assert contact.safe_to_contact.startswith("Do not get in touch.")
    assert "960" not in str(vars(contact)), "a number that was typed before they said no goes nowhere"


def test_it_goes_on_in_another_browser_with_number_and_code_alone(fay: Any) -> None:
    first = typed_in(browser(), {number: ANSWERS[number] for number in range(1, 9)})
    number, code = card_on(first.post("/ask/9/", {"words": WORDS, "later": "1"}))
    second = browser()
    for wrong in ((number, "AAAAA-AAAAA"), ("CT-AAAAAAAA", code), ("nothing", "at all")):
        assert "did not open anything" in text_of(
            second.post("/ask/again/", dict(zip(("number", "code"), wrong, strict=True)))
        )
    came = second.post("/ask/again/", {"number": number.lower()[3:], "code": code.replace("-", " ").lower()})
    assert came["Location"] == "/ask/10/"
    assert WORDS in second.get("/ask/9/").content.decode()
    assert first.get("/ask/9/")["Location"] == "/ask/", "what is open elsewhere is open there alone"
    typed_in(second, {n: ANSWERS[n] for n in (10, 11, 12)})
    assert sent(second)[0] == number


def test_what_is_wrong_is_kept_too(fay: Any) -> None:
    client = typed_in(browser(), {1: {"ways_safe": ["EMAIL"]}})
    wrong = client.post("/ask/2/", {"email": "shaz at example"})
    assert "needs an @" in text_of(wrong)
    assert "shaz at example" in client.get("/ask/2/").content.decode()
    assert client.get("/ask/check/")["Location"] == "/ask/2/"
    long = client.post("/ask/9/", {"words": "a" * 5001})
    assert "more than we can take in" in text_of(long)


def test_a_page_that_stood_open_too_long_still_takes_what_was_typed(fay: Any) -> None:
    client = typed_in(browser(), {1: {"ways_safe": ["NONE"]}})
    owned("update portal_helpasked set seen_at = now() - interval '3 hours'")
    assert client.get("/ask/5/")["Location"] == "/ask/"
    assert client.post("/ask/9/", {"words": WORDS})["Location"] == "/ask/1/"
    assert WORDS in client.get("/ask/9/").content.decode()


def test_a_table_that_is_copied_opens_nothing(fay: Any, settings: Any) -> None:
    """Not even together with the site's key: what opens it is in a browser, or on paper."""
    from kith.apps.base.sealed import find_unsealed

    client = typed_in(browser())
    number, code = card_on(client.post("/ask/12/", {**ANSWERS[12], "later": "1"}))
    held = client.cookies["p"].value
    row = repr(owned("select to_jsonb(t) from portal_helpasked t"))
    for told in (WORDS, "Nightcanary", "Shaz", code, code.replace("-", ""), held):
        assert told not in row
    sealed, by_token, by_code = owned("select sealed, key_by_token, key_by_code from portal_helpasked")[0]
    for use in ("own way words ", "own way token ", "own way code ", "own way words " + number):
        assert not [each for each in (sealed, by_token, by_code) if find_unsealed(each, use=use)]


def test_sending_empties_it_and_happens_once(fay: Any) -> None:
    from kith.apps.frontdoor import queries

    client = typed_in(browser())
    ref, first = sent(client)
    again, second = card_on(client.post("/ask/check/", {"website": ""}))
    assert (ref, first) != (again, second)
    assert ref == again
    assert owned("select sealed, key_by_token, key_by_code from portal_helpasked") == [("", "", "")]
    assert len([row for row in queries.get_queue(fay).to_decide if row.ref == ref]) == 1
    assert client.get("/ask/9/")["Location"] == "/ask/again/"


def test_number_and_code_show_how_far_it_is_and_nothing_that_was_typed(fay: Any) -> None:
    from kith.apps.frontdoor import actions

    ref, code = sent(typed_in(browser()))
    shown = [text_of(browser().post("/ask/again/", {"number": ref, "code": code}))]
    actions.take_on(ref=ref, purpose=TRIAGE, by=fay)
    shown.append(text_of(browser().post("/ask/again/", {"number": ref, "code": code})))
    assert "It has arrived" in shown[0]
    assert "Somebody is looking at it" in shown[1]
    for told in ("Nightcanary", "Shaz", "Tommo", "960", "dentist", "partner"):
        assert not [page for page in shown if told in page]


def test_five_wrong_codes_and_nothing_opens_for_an_hour(fay: Any) -> None:
    ref, code = sent(typed_in(browser()))

    def tries(what: str) -> str:
        return text_of(browser().post("/ask/again/", {"number": ref, "code": what}))

    wrong = [tries(f"AAAAA-AAA{number}A") for number in range(2, 7)]
    nobody = text_of(browser().post("/ask/again/", {"number": "CT-AAAAAAAA", "code": code}))
    assert {page.replace(ref, "") for page in wrong} == {nobody.replace("CT-AAAAAAAA", "")}
    assert tries(code) == wrong[0]
    owned("update portal_helpasked set failed_at = now() - interval '61 minutes'")
    assert "It has arrived" in tries(code)


def test_leaving_takes_away_what_nobody_could_come_back_to(fay: Any) -> None:
    client = typed_in(browser(), {1: ANSWERS[1], 2: ANSWERS[2]})
    left = client.post("/ask/leave/")
    assert left["Location"] == "/calendar/"
    assert {name: cookie["max-age"] for name, cookie in left.cookies.items()} == {"p": 0, "csrftoken": 0}
    assert owned("select count(*) from portal_helpasked") == [(0,)]
    with_code = typed_in(browser(), {1: ANSWERS[1]})
    number, code = card_on(with_code.post("/ask/2/", {**ANSWERS[2], "later": "1"}))
    with_code.post("/ask/leave/")
    assert browser().post("/ask/again/", {"number": number, "code": code})["Location"] == "/ask/3/"


def test_what_was_not_sent_goes_with_its_days(fay: Any) -> None:
    from kith.apps.portal.actions import forget_help_asked

    typed_in(browser(), {1: ANSWERS[1]})
    saved = typed_in(browser(), {1: ANSWERS[1]})
    number, code = card_on(saved.post("/ask/2/", {**ANSWERS[2], "later": "1"}))
    now = timezone.now()
    assert forget_help_asked(now, by="test") == 0
    assert forget_help_asked(now + timedelta(days=2), by="test") == 1
    assert browser().post("/ask/again/", {"number": number, "code": code}).status_code == 302
    assert forget_help_asked(now + timedelta(days=15), by="test") == 1
    assert "did not open anything" in text_of(browser().post("/ask/again/", {"number": number, "code": code}))


def test_a_program_that_fills_every_box_sends_nothing_and_a_person_is_told(fay: Any) -> None:
    client = typed_in(browser())
    refused = client.post("/ask/check/", {"website": "http://example.org"})
    assert "Please empty this box" in text_of(refused)
    assert owned("select count(*) from frontdoor_contact") == [(0,)]
    assert sent(client)


def test_a_flood_is_not_taken_in_and_what_was_typed_stays(fay: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    from kith.apps.portal.actions import own_way
    from kith.apps.portal.own_way_settings import load_own_way

    tight = replace(load_own_way(), most_an_hour=1)
    monkeypatch.setattr(own_way, "load_own_way", lambda: tight)
    sent(typed_in(browser()))
    late = typed_in(browser())
    assert "It was not sent." in text_of(late.post("/ask/check/", {"website": ""}))
    assert WORDS in text_of(late.get("/ask/check/"))
    assert owned("select count(*) from frontdoor_contact") == [(1,)]


def test_one_address_is_held_back_without_being_kept(fay: Any) -> None:
    client = browser()
    answers = [client.post("/ask/again/", {"number": "CT-AAAAAAAA", "code": "AAAAAAAAAA"}) for _ in range(31)]
    assert {answer.status_code for answer in answers[:30]} == {200}
    assert answers[30].status_code == 429
    assert "127.0.0.1" not in repr(owned("select to_jsonb(t) from agencies_usecount t"))


def test_the_families_role_may_write_a_contact_and_read_nothing(fay: Any) -> None:
    ref, _ = sent(typed_in(browser()))
    for statement in (
        "select * from portal_helpasked",
        "select * from frontdoor_contact",
        f"update frontdoor_contact set urgency = 'RED' where ref = '{ref}'",
        "insert into frontdoor_said (id, words, written_by, at) values (gen_random_uuid(), 'x', 0, now())",
    ):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic(using="portal"):
            connections["portal"].cursor().execute(statement)
    with pytest.raises(DatabaseError), transaction.atomic(using="public"):
        connections["public"].cursor().execute("select kith_portal_help_salt('x')")
    with transaction.atomic(using="portal"), connections["portal"].cursor() as cursor:
        for contact in (
            '{"ref": "EP-AAAAAAAA", "source_code": "1A", "urgency": ""}',
            '{"ref": "CT-AAAAAAAA", "source_code": "6", "urgency": ""}',
        ):
            cursor.execute("select kith_portal_tell(%s::jsonb, '[]', 'x', 9)", [contact])
            assert cursor.fetchone() == (False,)


def test_nobody_is_signed_in_here_and_no_page_tells_a_history(fay: Any) -> None:
    from tests.integration.test_portal_pages import worker_client

    worker = worker_client(fay)
    assert worker.get("/ask/").wsgi_request.worker is None
    client = typed_in(browser(), {1: ANSWERS[1]})
    cookie = client.cookies["p"]
    assert (cookie["path"], cookie["samesite"], cookie["httponly"]) == ("/ask/", "Strict", True)
    assert cookie["max-age"] == cookie["expires"] == "", "gone when the browser closes"
    for page in ("/ask/", "/ask/1/", "/ask/2/", "/ask/again/", "/ask/99/"):
        answer = client.get(page)
        assert "<title>Page</title>" in answer.content.decode()
        assert "no-store" in answer["Cache-Control"]
        token = answer.cookies.get("csrftoken")
        assert token is None or token["max-age"] == token["expires"] == ""
    strict = Client(HTTP_HOST="localhost", enforce_csrf_checks=True)
    for page in ("1/", "check/", "again/", "leave/"):
        assert strict.post(f"/ask/{page}").status_code == 403


def test_where_it_is_not_offered_it_says_whom_to_ring(fay: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    from kith.apps.portal import entry_own_way

    off = replace(entry_own_way.load_own_way(), is_on=False)
    monkeypatch.setattr(entry_own_way, "load_own_way", lambda: off)
    for page in ("", "1/", "again/", "check/"):
        assert "Please ring instead" in text_of(browser().get(f"/ask/{page}"))
