"""Signing in through a partner's OpenID Connect: who the token says, fresh, signed, with a second step, or nobody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.integration.oidc_provider import CLIENT, SECRET, Provider, running

LOGIN = "/accounts/partner/wexmoor-homes/login/"
CALLBACK = LOGIN + "callback/"


@pytest.fixture
def provider(world: None, settings: Any) -> Iterator[Provider]:
    from kith.apps.agencies.actions import make_account
    from kith.apps.base.clock import today

    make_account(
        username="sam", password="long-enough-secret", code_secret="JBSWY3DPEHPK3PXP", agency_id="HOMES", staff_id="L1",
        role="PRACTITIONER", since=today(), by="test",
    )  # fmt: skip
    with running() as provider:
        provider.claims = {"employee": "L1"}
        partner = {
            "provider_id": "wexmoor-homes",
            "name": "Wexmoor Homes",
            "client_id": CLIENT,
            "secret": SECRET,
            "settings": {
                "server_url": provider.url,
                "fetch_userinfo": False,
                "agency_id": "HOMES",
                "staff_claim": "employee",
                "second_step": {"amr": ["mfa"]},
            },
        }
        settings.SOCIALACCOUNT_PROVIDERS = {"partner": {"APPS": [partner]}}
        _forget_codes("sam")
        yield provider


def _forget_codes(username: str) -> None:
    """Who signs in through a partner has no code of Kith's own."""
    from allauth.mfa.models import Authenticator

    Authenticator.objects.using("owner").filter(user__username=username).delete()


def _sign_in(client: Any, provider: Provider) -> Any:
    outward = client.post(LOGIN)
    assert outward.status_code == 302, outward.status_code
    assert outward["Location"].startswith(provider.url + "/authorize")
    return client.get(CALLBACK + provider.allow(outward["Location"]))


def _is_in(client: Any) -> bool:
    return client.get("/").status_code == 200


def test_a_worker_of_the_partner_is_let_in_with_the_partners_second_step(client: Any, provider: Provider) -> None:
    answer = _sign_in(client, provider)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    page = client.get("/").content.decode()
    assert "Sam Reid, Wexmoor Homes" in page
    from allauth.socialaccount.models import SocialAccount

    assert SocialAccount.objects.using("owner").count() == 0, "nothing of the token is kept"


@pytest.mark.parametrize(
    "wrong",
    [
        {"iss": "https://somebody.example"},
        {"aud": "another-site"},
        {"exp": 1_000_000_000},
        {"nonce": "of another sign-in"},
        {"amr": ["pwd"]},
        {"amr": None},
        {"employee": "S1"},  # a school's worker: another agency's staff id
        {"employee": "nobody"},
        {"employee": ""},
    ],
    ids=str,
)
def test_a_token_that_is_wrong_in_one_thing_lets_nobody_in(
    client: Any, provider: Provider, wrong: dict[str, Any]
) -> None:
    provider.claims |= wrong
    answer = _sign_in(client, provider)
    assert answer.status_code in (401, 403)
    assert not _is_in(client)


@pytest.mark.parametrize("fault", ["signed_by_stranger", "unsigned"])
def test_a_token_that_the_partner_did_not_sign_lets_nobody_in(client: Any, provider: Provider, fault: str) -> None:
    setattr(provider, fault, True)
    _sign_in(client, provider)
    assert not _is_in(client)


def test_a_way_back_is_good_once_and_only_for_who_set_out(client: Any, provider: Provider) -> None:
    from django.test import Client

    outward = client.post(LOGIN)
    back = CALLBACK + provider.allow(outward["Location"])
    other = Client()
    other.get(back)
    assert not _is_in(other)
    assert client.get(back).status_code == 302
    client.post("/accounts/logout/")
    client.get(back)
    assert not _is_in(client)


def test_what_a_link_adds_is_not_asked_of_the_partner(client: Any, provider: Provider) -> None:
    outward = client.post(LOGIN + "?auth_params=prompt%3Dnone%26nonce%3Dmine&scope=everything&process=connect")
    assert "prompt" not in outward["Location"]
    assert "everything" not in outward["Location"]
    assert "nonce=mine" not in outward["Location"]


def test_a_partner_that_is_away_is_said_in_four_parts(client: Any, provider: Provider, settings: Any) -> None:
    settings.SOCIALACCOUNT_PROVIDERS["partner"]["APPS"][0]["settings"]["server_url"] = "http://127.0.0.1:9"
    answer = client.post(LOGIN)
    assert answer.status_code == 409
    assert "does not answer" in answer.content.decode()
    assert client.post("/accounts/partner/no-such-partner/login/").status_code == 404


def test_a_closed_account_stays_closed(client: Any, provider: Provider) -> None:
    from kith.apps.agencies.models import User

    User.objects.using("owner").filter(username="sam").update(is_active=False)
    assert _sign_in(client, provider).status_code == 403
    assert not _is_in(client)


def test_a_partner_that_names_itself_otherwise_lets_nobody_in(client: Any, provider: Provider) -> None:
    provider.named = "https://somebody.example"
    provider.claims |= {"iss": provider.named}
    _sign_in(client, provider)
    assert not _is_in(client)
