"""The family's own pages as a browser gets them: whose cookie opens what, what is on them, and what never is."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from tests.builders.small_world import CANARY_ADDRESS, MARLOWES, PLAIN, small_world
from tests.builders.workers import PASSWORD, SECRET
from tests.integration.test_portal import PHRASE, SAFE, look, opened, plains, quick_scrambling, signed_in

__all__ = ["plains", "quick_scrambling"]

PAGES = (
    "home", "who-looked", "who-helps", "agreed", "questions", "questions/ask", "rights", "rights/sent", "advocate",
)  # fmt: skip


def family_client(token: str) -> Client:
    client = Client()
    client.cookies["kith_family"] = token
    return client


def worker_client(worker: Any) -> Client:
    """Sign in as a worker does, and say what for."""
    from django.core.cache import cache

    from kith.apps.agencies.queries import current_code

    cache.clear()  # a code is good once: forget those that were used before
    client = Client(HTTP_HOST="localhost")
    username = f"{worker.agency_id}-{worker.staff_id}".lower()
    client.post("/accounts/login/", {"login": username, "password": PASSWORD})
    client.post("/accounts/2fa/authenticate/", {"code": current_code(SECRET)})
    client.post("/purpose/", {"purpose": "EARLY_HELP_SUPPORT"})
    return client


def test_the_two_cookies_open_nothing_of_each_other(plains: Any) -> None:
    token = signed_in(plains)
    worker, family = worker_client(plains), family_client(token)
    assert worker.get(f"/families/{PLAIN}/").status_code == 200
    assert family.get("/family/home/").status_code == 200
    assert worker.get("/family/").wsgi_request.worker is None, "there a worker is nobody"
    assert family.get("/calendar/").wsgi_request.family_token == ""
    for page in PAGES:
        assert worker.get(f"/family/{page}/").status_code == 403
    for page in ("/", f"/families/{PLAIN}/", f"/families/{PLAIN}/family-sign-in/", f"/families/{PLAIN}/log/P-MUM/"):
        assert family.get(page)["Location"].startswith("/accounts/login/")


def test_signing_in_sets_a_cookie_for_these_pages_alone_and_leaving_ends_it(plains: Any) -> None:
    card = opened(plains)
    client = Client()
    wrong = client.post("/family/", {"card": card.number, "typed": "AAAAA-AAAAA"})
    nobody = client.post("/family/", {"card": "C-AAAAAAAA", "typed": "AAAAA-AAAAA"})
    assert _bare(wrong).replace(card.number, "C-AAAAAAAA") == _bare(nobody)
    assert client.post("/family/", {"card": card.number, "typed": card.code}).status_code == 302
    cookie = client.cookies["kith_family"]
    assert (cookie["path"], cookie["samesite"], cookie["httponly"]) == ("/family/", "Strict", True)
    assert cookie["max-age"] == cookie["expires"] == ""
    assert client.get("/family/home/")["Location"] == "/family/choose/"
    client.post("/family/choose/", {"passphrase": PHRASE, "again": PHRASE})
    assert client.get("/family/home/").status_code == 200
    left = client.post("/family/leave/")
    assert left["Location"] == "/calendar/"
    held = family_client(cookie.value)
    assert held.get("/family/home/").status_code == 403
    assert client.get("/calendar/").status_code == 200


def _bare(response: Any) -> str:
    return re.sub(r'value="[A-Za-z0-9]{60,}"', "", response.content.decode())


def test_no_page_names_anybody_of_any_family(plains: Any) -> None:
    """Not even the person's own name: whoever looks over their shoulder learns whose page it is by nothing on it."""
    token = signed_in(plains)
    look(plains)
    client = family_client(token)
    world = small_world()
    names = {row[field] for row in world["person"] for field in ("forename", "surname") if row[field]}
    homes = {row["address_text"] for row in world["dwelling"]}
    refs = {row["person_ref"] for row in world["person"]} | {PLAIN, MARLOWES}
    for page in PAGES:
        answer = client.get(f"/family/{page}/")
        text = answer.content.decode()
        said = re.sub(r"<[^>]+>", " ", text)
        assert answer.status_code == 200
        assert "<title>Page</title>" in text
        assert answer["Refresh"].startswith("600;")
        assert "no-store" in answer["Cache-Control"]
        assert not [name for name in names if re.search(rf"\b{name}\b", said)], page
        assert not [each for each in homes | refs | {CANARY_ADDRESS, "canary"} if each in text], page


def test_the_leads_pages_are_for_the_lead_alone(plains: Any) -> None:
    from tests.builders.workers import sign_in_as

    manager, stranger = sign_in_as("COUNCIL_EH", "E2", "MANAGER"), sign_in_as("SCH_1", "S2", "LEAD_WORKER")
    pages = ("family-sign-in", "family-sign-in/P-MUM", "family-sign-in/P-MUM/advocate", "family-questions", "log/P-MUM")
    leads, managers, strangers = worker_client(plains), worker_client(manager), worker_client(stranger)
    for page in pages:
        address = f"/families/{PLAIN}/{page}/"
        assert leads.get(address).status_code == 200, page
        told = managers.get(address)
        assert (told.status_code, b"K482" in told.content) == (409, True), page
        assert strangers.get(address).status_code == 403, page
    assert leads.get(f"/families/{PLAIN}/log/P-DAWN/").status_code == 404


def test_a_card_is_shown_once_and_a_refusal_says_nothing(plains: Any) -> None:
    client = worker_client(plains)
    address = f"/families/{PLAIN}/family-sign-in/P-MUM/"
    shown = client.post(address, SAFE, follow=True)
    assert re.search(r"C-[2-9A-Z]{8}", shown.content.decode())
    again = client.get(f"/families/{PLAIN}/family-sign-in/card/")
    assert again["Location"] == f"/families/{PLAIN}/family-sign-in/"
    unsafe = client.post(address, {**SAFE, "AFRAID": "YES"})
    abuse = client.post(f"/families/{MARLOWES}/family-sign-in/P-DAWN/", SAFE)
    assert unsafe.status_code == abuse.status_code == 409
    assert _bare(unsafe) == _bare(abuse)


@pytest.mark.parametrize("page", ["", "choose/", "home/", "who-looked/", "leave/", "rights/", "advocate/"])
def test_every_post_needs_its_token(plains: Any, page: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies["kith_family"] = signed_in(plains)
    assert client.post(f"/family/{page}", {"do": "end"}).status_code in (403, 405)


# What somebody who looks over a shoulder may read, whatever went wrong


_TELLING = (
    "kith",
    "council",
    "wexmoor",
    "family help",
    "families",
    "whole famil",
    "worker",
    "start",
    "sign in",
    "purpose",
)


def _says_nothing(answer: Any, status: int) -> str:
    assert answer.status_code == status
    page = answer.content.decode()
    words = re.sub(r"<[^>]*>", " ", page.replace("Invented data. Nobody on these pages is real.", "")).lower()
    assert not [word for word in _TELLING if word in words]
    assert "<title>Page</title>" in page
    assert "Leave this page quickly" in page
    assert 'href="/"' not in page
    return " ".join(words.split())


def test_whatever_goes_wrong_on_a_familys_page_says_nothing_of_what_it_is(
    plains: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.core.exceptions import PermissionDenied

    from kith.project.urls import urlpatterns
    from kith.vocabulary.errors import KithError

    assert urlpatterns
    client = Client(raise_request_exception=False)
    pages = {_says_nothing(client.get("/family/no-such-page/"), 404)}
    strict = Client(enforce_csrf_checks=True)
    pages.add(_says_nothing(strict.post("/family/", {"card": "C-1", "typed": "x"}), 403))
    pages.add(_says_nothing(client.get("/family/home/"), 403))
    pages.add(_says_nothing(client.get("/family/?x=%00"), 400))

    class SomeError(KithError):
        code = "K480"

    told = SomeError("Wexmoor council", not_done="families", mend="worker")
    for error, status in ((RuntimeError("worker"), 500), (PermissionDenied(), 403), (told, 409)):

        def fails(*_: Any, error: Exception = error, **__: Any) -> None:
            raise error

        monkeypatch.setattr("kith.apps.portal.views.enter.render", fails)
        pages.add(_says_nothing(client.get("/family/"), status))
    assert len(pages) == 1, "they cannot be told apart either"
    assert b"Kith" in client.get("/no-such-page/").content, "a worker's page says where one is"


def test_one_address_that_tries_card_after_card_is_stopped(plains: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lock of each card does not help against somebody who tries each card once."""
    from kith.apps.agencies import limits
    from kith.apps.agencies.models import UseCount

    assert {limit.method for limit in limits.load_limits() if limit.path == "/family/" and limit.per == "address"} == {
        "GET", "POST",
    }  # fmt: skip
    few = (limits.Limit("/family/", "POST", "address", 15, 3),)
    monkeypatch.setattr(limits, "load_limits", lambda: few)
    client = Client()
    card = opened(plains)
    for number in range(3):
        wrong = client.post("/family/", {"card": f"C-AAAAAAA{number}", "typed": "AAAAA-AAAAA"})
        assert wrong.status_code == 200
    right = {"card": card.number, "typed": card.code}
    assert "Please wait a few minutes".lower() in _says_nothing(client.post("/family/", right), 429)
    assert Client(REMOTE_ADDR="203.0.113.9").post("/family/", right).status_code == 302, "from elsewhere it goes on"
    kept = list(UseCount.objects.values_list("who", flat=True))
    assert len(kept) == 2
    assert not [who for who in kept if "127.0.0.1" in who or "203.0.113.9" in who]
