"""Links from another case system: they open the right family for whom it opens anyway, once, and nothing else."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable
from typing import Any

import pytest

from tests.builders.crawl_world import browser_of, new_browser
from tests.builders.enquiries import owner_sql
from tests.builders.links import make_key, signed_link
from tests.builders.small_world import MARLOWES

Make = Callable[..., Any]
SUPPORT = "EARLY_HELP_SUPPORT"
OPEN, ARRIVED, SUMMARY = "/beside/open/", "/beside/arrived/", "/beside/summary/"
HOST = "https://case.council.example"
DAWN = "9990001111"


@pytest.fixture(autouse=True)
def systems(monkeypatch: pytest.MonkeyPatch) -> None:
    """The case system is for the school's workers too, so that those of the small world can come by its links."""
    from kith.apps.base import other_systems

    one = {
        "code": "CASE_SYSTEM", "name": "The case system", "agencies": ["SCH_1", "COUNCIL_EH"],
        "schemes": ["NHS_NUMBER", "RECORD"], "source": "ssd", "may_frame": [HOST],
    }  # fmt: skip
    other = one | {"code": "OTHER_SYSTEM", "schemes": ["UPN"], "source": "", "may_frame": ["https://other.example"]}
    read = {each["code"]: other_systems.read_system(each) for each in (one, other)}
    load = lambda: read  # noqa: E731
    for module in ("base.other_systems", "base.where_kept", "beside.actions.arrive", "beside.queries.meant",
                   "beside.framing"):  # fmt: skip
        monkeypatch.setattr(f"kith.apps.{module}.load_systems", load)


@pytest.fixture
def numbered(world: None) -> None:
    """Give Dawn a number that passes the check, Ella a record, and Ruth, who must not be found, a number."""
    owner_sql(f"update people_persondetails set nhs_number = '{DAWN}' where person_ref = 'P-DAWN' returning 1")
    owner_sql("update people_involvement set records = 'ssd:77' where person_ref = 'P-ELLA' returning 1")
    owner_sql("update people_persondetails set nhs_number = '9990001138' where person_ref = 'P-RUTH' returning 1")


@pytest.fixture
def priya(worker_of: Make, numbered: None) -> Any:
    return browser_of(worker_of("SCH_1", "S1", "LEAD_WORKER"), SUPPORT)


def _press(browser: Any, key: tuple[str, str], **said: Any) -> Any:
    return browser.post(OPEN, {"link": signed_link(key, **({"value": DAWN} | said))})


def _plain(answer: Any) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())


def test_a_link_opens_the_family_once(priya: Any) -> None:
    key = make_key()
    link = signed_link(key, value="999 000 1111")
    answer = priya.post(OPEN, {"link": link})
    assert (answer.status_code, answer["Location"]) == (302, ARRIVED)
    answer = priya.get(ARRIVED)
    assert (answer.status_code, answer["Location"]) == (302, f"/families/{MARLOWES}/")
    assert priya.get(answer["Location"]).status_code == 200
    assert priya.get(ARRIVED).status_code == 404
    assert priya.post(OPEN, {"link": link}).status_code == 404  # the same link again
    assert owner_sql("select about from beside_arrival") == ""
    assert owner_sql("select count(*) from audit_accessevent where action = 'SEARCH'") == 1


def test_by_the_systems_own_number(priya: Any) -> None:
    _press(priya, make_key(), scheme="RECORD", value="77")
    assert priya.get(ARRIVED)["Location"] == f"/families/{MARLOWES}/"


def test_a_record_that_is_doubted_or_of_an_identity_left_behind_leads_to_nobody(priya: Any) -> None:
    from django.utils import timezone

    from kith.apps.governance.models import KeptApart

    key = make_key()
    KeptApart.objects.using("owner").create(
        ref="KA-1",
        one_records=["ssd:77"],
        other_records=["x:1"],
        reason="WITNESS",
        decided_at=timezone.now(),
        decided_by="test",
    )
    _press(priya, key, scheme="RECORD", value="77")
    assert priya.get(ARRIVED).status_code == 404


def test_who_is_not_signed_in_signs_in_first_and_then_arrives(worker_of: Make, numbered: None) -> None:
    from django.core.cache import cache

    from kith.apps.agencies.queries import current_code
    from tests.builders.workers import PASSWORD, SECRET

    worker_of("SCH_1", "S1", "LEAD_WORKER")
    cache.clear()
    browser = new_browser()
    _press(browser, make_key())
    to_sign_in = browser.get(ARRIVED)
    assert to_sign_in["Location"] == f"/accounts/login/?next={ARRIVED}"
    browser.post(to_sign_in["Location"], {"login": "sch_1-s1", "password": PASSWORD, "next": ARRIVED})
    onward = browser.post("/accounts/2fa/authenticate/", {"code": current_code(SECRET)})
    assert onward["Location"] == ARRIVED
    asks = browser.get(ARRIVED)
    assert (asks.status_code, "What are you here for?" in asks.content.decode()) == (200, True)
    assert f'name="next" value="{ARRIVED}"' in asks.content.decode()
    onward = browser.post("/purpose/", {"purpose": SUPPORT, "next": ARRIVED})
    assert browser.get(onward["Location"])["Location"] == f"/families/{MARLOWES}/"


def test_nothing_is_the_same_nothing(priya: Any, worker_of: Make) -> None:
    """Unknown, none of theirs, who must not be found, an agency the system is not for, and nobody who came at all."""
    key = make_key()
    pages = {_plain(priya.get(ARRIVED))}
    for said in ({"value": "9990001146"}, {"value": "9990001138"}, {"scheme": "RECORD", "value": "4711"}):
        assert _press(priya, key, **said).status_code == 302
        answer = priya.get(ARRIVED)
        assert answer.status_code == 404
        pages.add(_plain(answer))
    assert len(pages) == 1
    for agency, staff, role in (("COUNCIL_EH", "E3", "PRACTITIONER"), ("HOMES", "L1", "PRACTITIONER")):
        browser = browser_of(worker_of(agency, staff, role), SUPPORT)
        _press(browser, key)
        answer = browser.get(ARRIVED)
        assert (answer.status_code, "Nothing found" in answer.content.decode()) == (404, True)
    # Sam works with Dawn: it is the system that is not for his agency.
    assert browser.get(f"/families/{MARLOWES}/").status_code == 200


BAD: dict[str, dict[str, Any]] = {
    "too old": {"iat": int(time.time()) - 400, "exp": int(time.time()) - 300},
    "lasts too long": {"exp": int(time.time()) + 3600},
    "to come": {"iat": int(time.time()) + 3600, "exp": int(time.time()) + 3660},
    "without an end": {"exp": None},
    "without once": {"jti": None},
    "once can be guessed": {"jti": "1"},
    "for somebody else": {"aud": "elsewhere"},
    "of another system": {"iss": "OTHER_SYSTEM"},
    "a scheme that is not theirs": {"scheme": "UPN", "value": "H801200001001"},
    "no such scheme": {"scheme": "NAME", "value": "Dawn Marlowe"},
    "no number": {"value": "1234567890"},
    "no words": {"value": ["x"]},
    "another page": {"show": "https://evil.example/"},
}


def test_everything_wrong_with_a_link_is_one_page(priya: Any) -> None:
    key, other = make_key(), make_key("OTHER_SYSTEM")
    good = signed_link(key, value=DAWN)
    head, body, signature = good.split(".")
    swapped = signed_link(key, value="9990001138").split(".")[1]
    wrong = {name: signed_link(key, **({"value": DAWN} | said)) for name, said in BAD.items()} | {
        "other key": signed_link((key[0], other[1]), value=DAWN),
        "other system's key": signed_link(other, value=DAWN),
        "no such key": signed_link(("BK-NONE", key[1]), value=DAWN),
        "unsigned": signed_link((key[0], ""), algorithm="none", value=DAWN),
        "tampered": f"{head}.{swapped}.{signature}",
        "cut": f"{head}.{body}",
        "garbage": "x" * 5000,
        "empty": "",
        "null": "a\u00e9.b.c",
    }
    pages = {}
    for name, link in wrong.items():
        answer = priya.post(OPEN, {"link": link})
        pages[name] = (answer.status_code, _plain(answer), sorted(answer.cookies))
    assert len(set(map(repr, pages.values()))) == 1, {name: page[0] for name, page in pages.items()}
    assert pages["empty"][0] == 404
    assert owner_sql("select count(*) from beside_arrival") == 0
    assert priya.post(OPEN, {"link": good}).status_code == 302  # and a good one still is


def test_a_key_goes_on_for_a_week_beside_the_new_one_and_ends_at_once_when_it_is_told(priya: Any) -> None:
    from datetime import timedelta

    from django.utils import timezone

    from kith.apps.beside.actions import keys
    from kith.apps.beside.actions.arrive import arrive
    from kith.apps.beside.tokens import LinkNotGood

    old, new = make_key(), make_key()
    assert [row.ends_at is None for row in keys.list_keys(timezone.now())] == [True, False]
    assert [_press(priya, key).status_code for key in (old, new)] == [302, 302]
    with pytest.raises(LinkNotGood):
        arrive(token=signed_link(old, value=DAWN), at=timezone.now() + timedelta(days=8))
    keys.end_key(key_id=new[0], by="test", now=timezone.now())
    assert _press(priya, new).status_code == 404
    with pytest.raises(keys.NoSuchKey):
        keys.end_key(key_id=new[0], by="test", now=timezone.now())
    kept = repr(owner_sql("select jsonb_agg(to_jsonb(k)) from beside_linkkey k"))
    assert old[1] not in kept
    assert new[1] not in kept


def test_what_is_kept_and_logged_names_nobody(priya: Any, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    answer = _press(priya, make_key())
    kept = repr(owner_sql("select jsonb_agg(to_jsonb(a)) from beside_arrival a"))
    handle = answer.cookies["kith_arrival"]
    assert DAWN not in kept + answer["Location"] + handle.value + answer.content.decode()
    assert handle.value not in kept
    assert (handle["httponly"], handle["samesite"], handle["path"]) == (True, "Lax", "/")
    assert not [line for line in caplog.messages if re.search(f"{DAWN}|eyJ", line) and "insert" not in line.lower()]
    assert owner_sql("select count(*) from audit_accessevent where query_fingerprint like '%%999%%'") == 0


def test_it_leads_nowhere_else_and_a_browser_that_did_not_bring_it_gets_nothing(priya: Any, worker_of: Make) -> None:
    browser = new_browser()
    answer = browser.post(f"{OPEN}?next=https://evil.example/", {
        "link": signed_link(make_key(), value=DAWN, next="https://evil.example/", url="//evil.example"),
        "next": "https://evil.example/",
    })  # fmt: skip
    assert answer["Location"] == ARRIVED
    assert priya.get(ARRIVED).status_code == 404  # the link came to another browser
    priya.cookies["kith_arrival"] = "guessed"
    assert priya.get(ARRIVED).status_code == 404
    priya.cookies["kith_arrival"] = browser.cookies["kith_arrival"].value
    priya.cookies["kith_framed"] = browser.cookies["kith_arrival"].value
    assert priya.get(SUMMARY).status_code == 404  # nor is a link for the page good for the frame


def test_roles_of_the_database_read_no_key_and_no_arrival(world: None) -> None:
    from django.db import DatabaseError, connections, transaction

    for alias in ("default", "public", "portal", "loader"):
        for table in ("beside_linkkey", "beside_arrival"):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic(alias):
                connections[alias].cursor().execute(f"select * from {table}")
    for statement in ("select kith_take_arrival('x', 'PAGE', now())", "select kith_find_by_number('NHS_NUMBER', '1')"):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic("public"):
            connections["public"].cursor().execute(statement)
    for statement in ("select kith_link_key('x', now())",):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            connections["default"].cursor().execute(statement)


def test_a_number_is_found_in_an_open_search_alone(priya: Any) -> None:
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select * from kith_find_by_number('NHS_NUMBER', %s)", [DAWN])
        assert cursor.fetchall() == []


def test_what_has_ended_is_forgotten_and_is_not_taken_any_more(priya: Any) -> None:
    from datetime import timedelta

    from django.utils import timezone

    from kith.apps.beside.actions.arrive import forget_ended_arrivals

    _press(priya, make_key())
    owner_sql("update beside_arrival set ends_at = now() returning 1")
    assert priya.get(ARRIVED).status_code == 404
    assert forget_ended_arrivals(timezone.now(), by="test") == 0
    assert forget_ended_arrivals(timezone.now() + timedelta(hours=2), by="test") == 1


def test_the_frame_shows_a_summary_to_its_own_host_alone(priya: Any) -> None:
    answer = _press(priya, make_key(), show="SUMMARY")
    assert answer["Location"] == SUMMARY
    page = priya.get(SUMMARY)
    words = page.content.decode()
    for said in ("The Marlowe family", "Priya Shah", "Northmoor Primary", "Sam Reid"):
        assert said in words
    assert "<form" not in words
    assert "<script" not in words
    assert _may_frame(page) == HOST
    assert "X-Frame-Options" not in page
    assert owner_sql("select count(*) from audit_accessevent where action = 'VIEW' and level_granted > 0") == 1
    again = priya.get(SUMMARY)
    assert (again.status_code, _may_frame(again), again["X-Frame-Options"]) == (404, "'none'", "DENY")


def test_the_frame_says_nothing_of_anybody_before_signing_in(numbered: None) -> None:
    browser = new_browser()
    _press(browser, make_key(), show="SUMMARY")
    page = browser.get(SUMMARY)
    assert (page.status_code, "Sign in to Kith first" in page.content.decode()) == (403, True)
    assert not re.search("Marlowe|Dawn|Priya|password", page.content.decode())
    assert _may_frame(page) == f"{HOST} https://other.example"
    assert owner_sql("select taken_at is null from beside_arrival") is True


def test_no_other_page_may_be_framed(priya: Any) -> None:
    _press(priya, make_key())
    for address in ("/", f"/families/{MARLOWES}/", "/accounts/login/", ARRIVED, "/beside/where-kept/"):
        page = priya.get(address)
        assert (_may_frame(page), page["X-Frame-Options"]) == ("'none'", "DENY"), address


def _may_frame(page: Any) -> str:
    found = re.search(r"frame-ancestors ([^;]+)", page["Content-Security-Policy"])
    assert found
    return found[1]
