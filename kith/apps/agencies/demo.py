"""The demo's passwords and code secrets: made from the username, so that nothing need be kept, and only in the demo."""

from __future__ import annotations

import base64
import hashlib

_PURPOSE = b"kith example council, invented people, loopback only"


def demo_password(username: str) -> str:
    """Return the password of a demo person."""
    return f"wexmoor-{username}"


def demo_secret(username: str) -> str:
    """Return the secret from which a demo person's codes are made."""
    return base64.b32encode(hashlib.sha256(_PURPOSE + username.encode()).digest()[:20]).decode()
