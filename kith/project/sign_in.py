"""How people sign in: no self-made accounts, codes kept sealed, and the demo's people shown on loopback alone."""

from __future__ import annotations

import ipaddress
from typing import ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest

from kith.apps.agencies.queries import list_demo_sign_ins
from kith.apps.base.sealed import seal, unseal


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by the council; nobody makes their own, and nothing is e-mailed."""

    error_messages: ClassVar[dict[str, object]] = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": "That username and password do not go together. Check both and try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, object]) -> None:
        return None


class CodeAdapter(DefaultMFAAdapter):
    """Seals each person's code secret with the site's key, so that a copy of the database cannot sign in."""

    def encrypt(self, text: str) -> str:
        return seal(text, use="code")

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text, use="code")


def demo_sign_ins(request: HttpRequest) -> dict[str, object]:
    """Return ``demo_sign_ins`` for the sign-in page: empty unless this is the demo, asked for from this machine."""
    is_sign_in = request.path.startswith("/accounts/login") or request.path.startswith("/accounts/2fa")
    if not (settings.DEMO and is_sign_in and _is_loopback(request)):
        return {"demo_sign_ins": ()}
    return {"demo_sign_ins": list_demo_sign_ins()}


def _is_loopback(request: HttpRequest) -> bool:
    try:
        is_near = ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
    return is_near and "HTTP_X_FORWARDED_FOR" not in request.META
