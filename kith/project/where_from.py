"""Where a request comes from, as the log may keep it: keyed hashes by which a place or browser is known again."""

from __future__ import annotations

import hashlib
import hmac

from django.conf import settings
from django.http import HttpRequest


def where_from(request: HttpRequest) -> dict[str, str]:
    """Return ``ip_hash`` and ``device_hash``; from neither can an address or a browser be read."""
    headers = request.headers
    # Behind TLS there is a proxy, and what it adds last is what it saw; anything before that was sent by the browser.
    forwarded = headers.get("X-Forwarded-For", "").rpartition(",")[2].strip() if settings.HTTPS else ""
    device = f"{headers.get('User-Agent', '')} {headers.get('Accept-Language', '')}"
    return {
        "ip_hash": _keyed("ip", forwarded or request.META.get("REMOTE_ADDR", "")),
        "device_hash": _keyed("device", device),
    }


def _keyed(use: str, text: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), f"{use} {text}".encode(), hashlib.sha256).hexdigest()
