"""How people sign in: accounts that the council made, a second factor always, the demo's people on loopback."""

from __future__ import annotations

import ipaddress
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from kith.apps.agencies.queries import SignedInWorker, find_account, find_signed_in_worker, list_demo_sign_ins
from kith.apps.agencies.sittings import keep_to_most, ref_of
from kith.apps.audit.actions import SIGN_IN
from kith.apps.base.sealed import seal, unseal
from kith.apps.governance.access import open_desk
from kith.apps.governance.actions import close_for_session
from kith.project.demo_family import find_card
from kith.project.where_from import where_from

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from kith.apps.agencies.models import User


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by the council; nobody makes their own, and nothing is e-mailed."""

    error_messages: ClassVar[dict[str, object]] = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": "That username and password do not go together. Check both and try again.",
    }

    def post_login(self, request: HttpRequest, user: User, **about: Any) -> HttpResponse:
        answer: HttpResponse = super().post_login(request, user, **about)
        request.session.save()
        keep_to_most(user.pk, this=request.session.session_key)
        _record_sign_in(request, user)
        return answer

    def logout(self, request: HttpRequest) -> None:
        """Close what was opened in an emergency, so that its end is in the log, and then sign out."""
        worker = getattr(request, "worker", None)
        if worker is not None:
            close_for_session(by=worker)
        super().logout(request)

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, object]) -> None:
        return None


def has_second_factor(request: HttpRequest, user: User | AnonymousUser) -> bool:
    """Answer whether who is signed in showed a second factor in this sitting."""
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, user))


def find_who_asks(request: HttpRequest, user: User | AnonymousUser) -> SignedInWorker | None:
    """Return the worker who is signed in, with how, in which sitting, and from where as the log may keep it."""
    worker = find_signed_in_worker(
        user,
        has_second_factor=has_second_factor(request, user),
        session_ref=ref_of(request.session.session_key),
        signed_in_by=how_signed_in(get_authentication_records(request, user)),
    )
    if worker is None:
        return None
    ip_hash, device_hash = where_from(request)
    return replace(worker, ip_hash=ip_hash, device_hash=device_hash)


def _record_sign_in(request: HttpRequest, user: User) -> None:
    worker = find_who_asks(request, user)
    if worker is not None:
        with open_desk(worker, action=SIGN_IN):
            pass


class CodeAdapter(DefaultMFAAdapter):
    """Seals each person's code secret with the site's key, so that a copy of the database cannot sign in."""

    def encrypt(self, text: str) -> str:
        return seal(text, use="code")

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text, use="code")


class PartnerSignInAdapter(DefaultSocialAccountAdapter):
    """Lets in who the partner's token says, if that agency lists them, with an account, and a second factor was used.

    Nothing of the token is kept: whose account it is follows each time from the agency and its own staff id.
    """

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        partner, claims = sociallogin.provider.app.settings, sociallogin.account.extra_data.get("id_token", {})
        staff_id = str(claims.get(partner["staff_claim"]) or "")
        user = find_account(agency_id=partner["agency_id"], staff_id=staff_id) if staff_id else None
        is_sure = _used_second_step(claims, partner["second_step"])
        if user is None or not is_sure or not user.is_active or sociallogin.state.get("process") != "login":
            raise ImmediateHttpResponse(
                render(
                    request,
                    "account/not_let_in.html",
                    {"is_sure": is_sure, "partner": sociallogin.provider.name},
                    status=403,
                )
            )
        sociallogin.user = user
        record_authentication(request, user, method="mfa", type="partner", partner=sociallogin.provider.app.provider_id)

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False


def _used_second_step(claims: dict[str, object], wanted: dict[str, list[str]]) -> bool:
    """Answer whether the token says, in one of the ways agreed with the partner, that a second factor was used."""
    for claim, good in wanted.items():
        said = claims.get(claim)
        values = said if isinstance(said, list) else [said]
        if any(value in good for value in values):
            return True
    return False


def how_signed_in(records: list[dict[str, object]]) -> str:
    """Return in a word how somebody signed in, from allauth's record of the steps: "password+totp", "passkey"."""
    if any(record.get("passwordless") for record in records):
        return "passkey"
    steps = ["password" for record in records if record.get("method") == "password"][:1]
    steps += [str(record.get("type", "")) for record in records if record.get("method") == "mfa"][:1]
    return "+".join(steps)


def partners(request: HttpRequest) -> dict[str, object]:
    """Return ``partners`` for the sign-in page: those whose workers sign in at home."""
    if not request.path.startswith("/accounts/login"):
        return {"partners": ()}
    apps = settings.SOCIALACCOUNT_PROVIDERS["partner"]["APPS"]
    return {
        "partners": [{"name": app["name"], "url": reverse("partner_login", args=[app["provider_id"]])} for app in apps]
    }


def demo_sign_ins(request: HttpRequest) -> dict[str, object]:
    """Return ``demo_sign_ins`` for the sign-in page: empty unless this is the demo, asked for from this machine."""
    is_sign_in = request.path.startswith("/accounts/login") or request.path.startswith("/accounts/2fa")
    if not (settings.DEMO and is_sign_in and _is_loopback(request)):
        return {"demo_sign_ins": ()}
    return {"demo_sign_ins": list_demo_sign_ins(), "demo_family": find_card()}


def _is_loopback(request: HttpRequest) -> bool:
    try:
        is_near = ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
    return is_near and "HTTP_X_FORWARDED_FOR" not in request.META
