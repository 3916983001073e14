"""Seals a text with the site's key, so that a copy of the database cannot be read for it."""

from __future__ import annotations

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings


def seal(text: str, *, use: str) -> str:
    """Return ``text`` sealed; what is sealed for one ``use`` does not open for another."""
    return _key(use).encrypt(text.encode()).decode()


def unseal(sealed: str, *, use: str) -> str:
    """Return the text that was sealed; raise ``InvalidToken`` where it was not sealed here for this ``use``."""
    return _key(use).decrypt(sealed.encode()).decode()


def find_unsealed(sealed: str, *, use: str) -> str:
    """Return the text that was sealed, or an empty one where it cannot be opened any more."""
    try:
        return unseal(sealed, use=use)
    except InvalidToken:
        return ""


def _key(use: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"{use}{settings.SECRET_KEY}".encode()).digest()))
