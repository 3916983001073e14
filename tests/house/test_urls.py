"""Every address of the site answers signed-in people only, but for the few that signing in needs."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

OPEN = {
    "account_login": "signing in itself",
    "account_logout": "harmless when nobody is signed in",
    "mfa_authenticate": "the second half of signing in; sends back to the first half",
    "account_signup": "closed; leads to sign-in",
    "account_reset_password": "closed; leads to sign-in",
    "account_reset_password_done": "closed; leads to sign-in",
    "account_reset_password_from_key": "part of a closed door; shows no person",
    "account_reset_password_from_key_done": "part of a closed door; shows no person",
    "account_confirm_email": "part of a closed door; shows no person",
    "account_email_verification_sent": "part of a closed door; shows no person",
    "account_inactive": "says only that the account is closed",
    "family_enter": "the family's own signing in",
    "family_leave": "leads to the calendar, whoever asks",
    "ask_start": "the family's own way in, for anybody",
    "ask_step": "one question of it",
    "ask_check": "what was typed in this browser, and nobody else's",
    "ask_again": "asks for a number and a code",
    "ask_leave": "leads to the calendar, whoever asks",
    "calendar": "an ordinary calendar, where a family's page is left for",
}


def _addresses(patterns: list, before: str = "") -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from _addresses(pattern.url_patterns, route)
        else:
            yield "/" + _filled(route), pattern.name or ""


def _filled(route: str) -> str:
    """Return the route with something in the place of every parameter."""
    route = re.sub(r"<int:\w+>", "1", route)
    route = re.sub(r"<\w+:\w+>|<\w+>", "AAAAAAA1", route)
    route = re.sub(r"\(\?P<\w+>[^)]*\)", "AAAAAAA1", route)
    return re.sub(r"[\^$\\]", "", route)


def _all() -> list[tuple[str, str]]:
    from django.urls import get_resolver

    return sorted(set(_addresses(get_resolver().url_patterns)))


@pytest.mark.django_db(databases=["default", "owner", "loader", "audit"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_gets_a_page_without_signing_in(client, method: str) -> None:
    from django.conf import settings
    from django.urls import reverse

    login = reverse(settings.LOGIN_URL)
    leaks = []
    for address, name in _all():
        answer = getattr(client, method)(address)
        sent_to_sign_in = answer.status_code == 302 and answer["Location"].startswith(login)
        if name not in OPEN and not sent_to_sign_in and answer.status_code not in (400, 403, 404, 405):
            leaks.append(f"{method} {address} -> {answer.status_code} {answer.get('Location', '')}")
    assert not leaks


@pytest.mark.django_db(databases=["default", "owner", "loader", "audit"])
def test_open_addresses_exist() -> None:
    """An exception that is no longer needed is a hole waiting to be used."""
    known = {name for _, name in _all()}
    assert {"account_login", "account_logout"} <= known


@pytest.mark.django_db(databases=["default", "owner", "loader", "audit"])
def test_every_answer_carries_the_headers_that_keep_pages_private(client) -> None:
    answer = client.get("/accounts/login/")
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
