"""Where a request comes from, as the log may keep it: keyed hashes by which a place or browser is known again."""

from __future__ import annotations

import hashlib
import hmac

from django.conf import settings
from django.http import HttpRequest


def where_from(request: HttpRequest) -> tuple[str, str]:
    """Return a hash of the address and one of the browser; from neither can it be read."""
    headers = request.headers
    device = f"{headers.get('User-Agent', '')} {headers.get('Accept-Language', '')}"
    return _keyed("ip", client_address(request)), _keyed("device", device)


def client_address(request: HttpRequest) -> str:
    """Return the address that asks; axes counts failed sign-ins by it.

    Behind TLS there is a proxy, and what it adds last is what it saw; anything before that was sent by the browser.
    """
    forwarded = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip() if settings.HTTPS else ""
    return forwarded or request.META.get("REMOTE_ADDR", "")


def _keyed(use: str, text: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), f"{use} {text}".encode(), hashlib.sha256).hexdigest()
