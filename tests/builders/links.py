"""Signs links as another system does, by the page that tells its makers how."""

from __future__ import annotations

import secrets
import time
from typing import Any


def make_key(system: str = "CASE_SYSTEM") -> tuple[str, str]:
    """Make a key for the system, as whoever runs Kith does."""
    from django.utils import timezone

    from kith.apps.beside.actions.keys import make_key as make

    return make(system=system, by="test", now=timezone.now())


def signed_link(key: tuple[str, str], *, algorithm: str = "HS256", **said: Any) -> str:
    """Return a link that says what a case system says, or something else where ``said`` has it; ``None`` leaves out."""
    import jwt

    now = int(time.time())
    told = {
        "iss": "CASE_SYSTEM", "aud": "kith", "iat": now, "exp": now + 60, "jti": secrets.token_urlsafe(16),
        "scheme": "NHS_NUMBER", "value": "999 000 1111", **said,
    }  # fmt: skip
    told = {name: value for name, value in told.items() if value is not None}
    return jwt.encode(told, key[1], algorithm=algorithm, headers={"kid": key[0]})
