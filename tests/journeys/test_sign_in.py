"""A worker adds a passkey in a real browser, signs in with it alone, and takes it away."""

from __future__ import annotations

from typing import Any

import pytest

from tests.journeys.conftest import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.long]
WORKER = "lena"


def test_a_passkey_is_added_signs_in_alone_and_is_taken_away(site: str, browser: Any) -> None:
    here = site.replace("127.0.0.1", "localhost")  # a passkey belongs to a name, not to a number
    context = browser.new_context()
    page = context.new_page()
    devices = context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    kind = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": kind})
    try:
        sign_in(page, here, WORKER)
        page.goto(here + "/accounts/2fa/")
        page.get_by_role("link", name="Add one").click()
        if "reauthenticate" in page.url:
            page.get_by_label("Password").fill(f"wexmoor-{WORKER}")
            page.get_by_role("button", name="Go on").click()
        page.get_by_label("Name").fill("Work laptop")
        page.get_by_label("Sign in with this alone").check()
        page.get_by_role("button", name="Add it").click()
        page.wait_for_url("**/recovery-codes/**")
        page.goto(here + "/accounts/2fa/webauthn/")
        assert page.get_by_role("rowheader", name="Work laptop").count() == 1

        page.get_by_role("button", name="Sign out").click()
        page.goto(here + "/accounts/login/")
        page.get_by_role("button", name="Use a passkey").click()
        page.wait_for_url(here + "/")
        assert page.get_by_role("button", name="Sign out").count() == 1

        page.goto(here + "/accounts/2fa/webauthn/")
        page.get_by_role("link", name="Take away Work laptop").click()
        if "reauthenticate" in page.url:
            page.get_by_label("Password").fill(f"wexmoor-{WORKER}")
            page.get_by_role("button", name="Go on").click()
        page.get_by_role("button", name="Take it away").click()
        assert page.get_by_role("rowheader", name="Work laptop").count() == 0
    finally:
        context.close()
