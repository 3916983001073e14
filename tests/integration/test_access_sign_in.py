"""Signing in: a password and a code, limits on a session, and what each page does for whom."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.builders.small_world import MARLOWES
from tests.builders.workers import PASSWORD, SECRET

Make = Callable[..., Any]


def _client() -> Any:
    from django.test import Client

    return Client(HTTP_HOST="localhost")


def _sign_in(username: str, *, code: str | None = None) -> Any:
    from kith.apps.agencies.queries import current_code

    client = _client()
    answer = client.post("/accounts/login/", {"login": username, "password": PASSWORD})
    assert answer.status_code == 302, answer.content
    assert answer.url.startswith("/accounts/2fa/authenticate")
    client.post("/accounts/2fa/authenticate/", {"code": current_code(SECRET) if code is None else code})
    return client


@pytest.fixture
def signed_in(worker_of: Make) -> Any:
    from django.core.cache import cache

    cache.clear()  # a code is good once: forget those that the tests before used
    worker_of("SCH_1", "S1", "LEAD_WORKER")
    return _sign_in("sch_1-s1")


def test_a_password_and_a_code_open_the_start_page(signed_in: Any) -> None:
    assert signed_in.get("/").status_code == 200


def test_a_password_without_the_code_opens_nothing(worker_of: Make) -> None:
    worker_of("SCH_1", "S1", "LEAD_WORKER")
    client = _sign_in("sch_1-s1", code="000000")
    assert client.get("/").status_code == 302
    assert client.get(f"/families/{MARLOWES}/").status_code in (302, 403)


def test_the_same_code_is_not_good_twice(signed_in: Any) -> None:
    assert _sign_in("sch_1-s1").get("/").status_code == 302


def test_a_code_is_used_up_for_as_long_as_the_clock_keeps_it_valid(
    worker_of: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Allauth forgets after half a minute that a code was used; the steps on either side keep it valid for longer."""
    import time

    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
    from django.core.cache import cache

    cache.clear()
    worker_of("SCH_1", "S1", "LEAD_WORKER")
    step = int(time.time()) // 30
    before, given, after = (format_hotp_value(hotp_value(SECRET, each)) for each in (step - 1, step, step + 1))

    def is_let_in(code: str, *, seconds: int) -> bool:
        monkeypatch.setattr("allauth.mfa.totp.internal.auth.time.time", lambda: step * 30 + seconds)
        client = _sign_in("sch_1-s1", code=code)
        monkeypatch.undo()
        return bool(client.get("/").status_code == 200)

    def allauth_forgets(code: str) -> None:
        from kith.apps.agencies.models import User

        user = User.objects.get(username="sch_1-s1")
        assert cache.delete(f"allauth.mfa.totp.used?user={user.pk}&code={code}")

    assert is_let_in(given, seconds=1)
    allauth_forgets(given)
    assert not is_let_in(given, seconds=45)
    assert not is_let_in(before, seconds=15), "an older code than the one that was used"
    assert is_let_in(after, seconds=45)


def test_nobody_makes_their_own_account_or_mails_a_password(database: None) -> None:
    for door in ("signup/", "password/reset/", "email/"):
        answer = _client().get(f"/accounts/{door}")
        assert (answer.status_code, answer.url) == (302, "/accounts/login/")
        assert _client().post(f"/accounts/{door}", {"username": "me"}).status_code == 302


def test_the_purpose_is_kept_for_the_session_and_only_what_the_role_has(signed_in: Any) -> None:
    answer = signed_in.post("/purpose/", {"purpose": "SUPERVISION", "next": "/"})
    assert (answer.status_code, signed_in.session.get("purpose")) == (302, None)
    signed_in.post("/purpose/", {"purpose": "EARLY_HELP_SUPPORT", "next": "/"})
    assert signed_in.session["purpose"] == "EARLY_HELP_SUPPORT"
    assert signed_in.post("/purpose/", {"purpose": "x", "next": "https://elsewhere.example/"}).url == "/"


def test_the_family_page_opens_for_a_purpose_and_is_refused_without_a_tie(signed_in: Any) -> None:
    signed_in.post("/purpose/", {"purpose": "EARLY_HELP_SUPPORT", "next": "/"})
    page = signed_in.get(f"/families/{MARLOWES}/")
    assert page.status_code == 200
    assert b"The Marlowe family" in page.content
    refused = [signed_in.get(f"/families/{ref}/") for ref in ("F-REFVGE1", "F-N0THERE")]
    assert [answer.status_code for answer in refused] == [403, 403]
    # Only the address itself and the one-time token of each form differ.
    varying = re.compile(rb'F-REFVGE1|F-N0THERE|name="csrfmiddlewaretoken" value="[^"]+"')
    assert len({varying.sub(b"", answer.content) for answer in refused}) == 1


def test_an_idle_session_ends_and_a_long_one_too(signed_in: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    began = time.time()
    for minutes in range(14, 14 * 34, 14):
        monkeypatch.setattr("kith.project.middleware.time.time", lambda now=began + minutes * 60: now)
        assert signed_in.get("/").status_code == 200
    monkeypatch.setattr("kith.project.middleware.time.time", lambda: began + 8 * 3600 + 1)
    assert "ended=1" in signed_in.get("/").url


def test_fifteen_idle_minutes_end_a_session(signed_in: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    began = time.time()
    signed_in.get("/")
    monkeypatch.setattr("kith.project.middleware.time.time", lambda: began + 16 * 60)
    assert "ended=1" in signed_in.get("/").url


def test_ten_wrong_passwords_lock_the_account_from_there(worker_of: Make) -> None:
    worker_of("SCH_1", "S1", "LEAD_WORKER")
    for _ in range(10):
        _client().post("/accounts/login/", {"login": "sch_1-s1", "password": "wrong wrong wrong"})
    answer = _client().post("/accounts/login/", {"login": "sch_1-s1", "password": PASSWORD})
    assert answer.status_code == 429


def test_pages_carry_headers_that_allow_no_inline_code_and_no_other_site(signed_in: Any) -> None:
    headers = signed_in.get("/").headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "no-store" in headers["Cache-Control"]


def test_the_demo_shows_its_people_on_loopback_only(worker_of: Make, settings: Any) -> None:
    worker_of("SCH_1", "S1", "LEAD_WORKER")
    assert b"wexmoor-" not in _client().get("/accounts/login/").content
    settings.DEMO = True
    assert b"sch_1-s1" in _client().get("/accounts/login/").content
    assert b"sch_1-s1" not in _client().get("/accounts/login/", REMOTE_ADDR="10.0.0.7").content
    assert b"sch_1-s1" not in _client().get("/accounts/login/", HTTP_X_FORWARDED_FOR="127.0.0.1").content


def test_a_code_secret_is_not_kept_in_the_open(worker_of: Make) -> None:
    from allauth.mfa.models import Authenticator

    worker_of("SCH_1", "S1", "LEAD_WORKER")
    assert SECRET not in repr(Authenticator.objects.get().data)
