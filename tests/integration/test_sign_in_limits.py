"""Being who one is, again: asking once more before much can be changed, sittings that one can end, limits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.builders.small_world import MARLOWES
from tests.integration.test_access_sign_in import _sign_in

Make = Callable[..., Any]


@pytest.fixture
def lead(worker_of: Make) -> Any:
    from django.core.cache import cache

    cache.clear()
    worker_of("SCH_1", "S1", "LEAD_WORKER")
    return _sign_in("sch_1-s1")


def _signed_in_ago(client: Any, seconds: int) -> None:
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= seconds
    session.save()


def _asked_again(client: Any, method: str) -> str | None:
    """Return where a page that asks who one is sends the signed-in ``client``; ``None`` where it lets them in."""
    from django.http import HttpResponse
    from django.test import RequestFactory

    from kith.apps.agencies.queries import find_signed_in_worker
    from kith.apps.governance.entry import needs_recent_sign_in

    request = getattr(RequestFactory(), method)("/emergency/F-MARL0WE/")
    request.session, request.user = client.session, _user("sch_1-s1")
    request.worker = find_signed_in_worker(request.user, has_second_factor=True)
    answer = needs_recent_sign_in(lambda request: HttpResponse("in"))(request)
    return None if answer.content == b"in" else answer.url


def _user(username: str) -> Any:
    from kith.apps.agencies.models import User

    return User.objects.get(username=username)


def test_a_page_that_can_change_much_asks_again_and_comes_back_to_itself(lead: Any) -> None:
    assert _asked_again(lead, "get") is None
    _signed_in_ago(lead, 6 * 60)
    assert _asked_again(lead, "get") == "/accounts/reauthenticate/?next=/emergency/F-MARL0WE/"
    assert _asked_again(lead, "post") is None, "who opened the form in time may take a while to fill it in"
    _signed_in_ago(lead, 30 * 60)
    assert _asked_again(lead, "post") is not None


def test_a_wrong_password_does_not_count_as_being_asked_again(lead: Any) -> None:
    _signed_in_ago(lead, 6 * 60)
    lead.post("/accounts/reauthenticate/", {"password": "wrong"})
    assert _asked_again(lead, "get") is not None
    lead.post("/accounts/reauthenticate/", {"password": "wexmoor-test-password"})


def test_one_sees_where_one_is_signed_in_and_ends_it(lead: Any) -> None:
    from django.core.cache import cache

    cache.clear()
    other = _sign_in("sch_1-s1")
    page = lead.get("/sittings/").content.decode()
    assert page.count("Another browser") == 1
    assert lead.session.session_key not in page
    ref = page.split('name="ref" value="')[1].split('"')[0]
    lead.post("/sittings/", {"ref": ref})
    assert other.get("/").status_code == 302
    assert lead.get("/").status_code == 200


def test_nobody_ends_another_persons_sitting(lead: Any, worker_of: Make) -> None:
    from kith.apps.agencies.sittings import ref_of

    worker_of("HOMES", "L1", "PRACTITIONER")
    stranger = _sign_in("homes-l1")
    stranger.post("/sittings/", {"ref": ref_of(lead.session.session_key)})
    assert lead.get("/").status_code == 200


def test_the_oldest_sitting_ends_when_there_are_too_many(lead: Any) -> None:
    from django.core.cache import cache

    later = []
    for _ in range(3):
        cache.clear()
        later.append(_sign_in("sch_1-s1"))
    assert lead.get("/").status_code == 302
    assert [client.get("/").status_code for client in later] == [200, 200, 200]


def test_the_session_gets_a_new_key_on_signing_in(worker_of: Make) -> None:
    from django.core.cache import cache
    from django.test import Client

    from kith.apps.agencies.queries import current_code
    from tests.builders.workers import PASSWORD, SECRET

    cache.clear()
    worker_of("SCH_1", "S1", "LEAD_WORKER")
    client = Client(HTTP_HOST="localhost")
    client.post("/accounts/login/", {"login": "sch_1-s1", "password": PASSWORD})
    before = client.session.session_key
    client.post("/accounts/2fa/authenticate/", {"code": current_code(SECRET)})
    assert client.get("/").status_code == 200
    assert client.session.session_key != before


def test_a_script_is_told_that_it_asks_too_often_and_others_are_not(
    lead: Any, worker_of: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kith.apps.agencies import limits

    few = (limits.Limit("/search/", "POST", "account", 5, 3), limits.Limit("/search/", "POST", "agency", 60, 5))
    monkeypatch.setattr(limits, "load_limits", lambda: few)
    lead.post("/purpose/", {"purpose": "EARLY_HELP_SUPPORT"})
    answers = [lead.post("/search/", {"asked": "x"}).status_code for _ in range(5)]
    assert answers == [302, 302, 302, 429, 429]
    assert b"K492" in lead.post("/search/", {"asked": "x"}).content
    assert lead.get(f"/families/{MARLOWES}/").status_code == 200
    worker_of("SCH_1", "S2", "PRACTITIONER")
    colleague = _sign_in("sch_1-s2")
    colleague.post("/purpose/", {"purpose": "EARLY_HELP_SUPPORT"})
    assert colleague.post("/search/", {"asked": "x"}).status_code == 429, "the agency's own limit was reached"
    worker_of("HOMES", "L1", "PRACTITIONER")
    other = _sign_in("homes-l1")
    other.post("/purpose/", {"purpose": "EARLY_HELP_SUPPORT"})
    assert other.post("/search/", {"asked": "x"}).status_code == 302


def test_pages_that_were_read_do_not_use_up_what_may_be_sent(lead: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from kith.apps.agencies import limits

    few = (
        limits.Limit("/search/", "GET", "account", 60, 3),
        limits.Limit("/search/", "GET", "account", 1440, 4),
        limits.Limit("/search/", "POST", "account", 60, 2),
    )
    monkeypatch.setattr(limits, "load_limits", lambda: few)
    lead.post("/purpose/", {"purpose": "EARLY_HELP_SUPPORT"})
    assert [lead.get("/search/").status_code == 429 for _ in range(4)] == [False, False, False, True]
    assert lead.post("/search/", {"asked": "x"}).status_code == 302


def test_the_queue_of_records_to_compare_cannot_be_read_through_in_a_day() -> None:
    from kith.apps.agencies import limits

    own = [limit for limit in limits.load_limits() if limit.path == "/review/"]
    assert {(limit.method, limit.per) for limit in own} == {("GET", "account"), ("POST", "account")}
    assert max(limit.minutes for limit in own) == 24 * 60
