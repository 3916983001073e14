"""Keyed hashes of identifiers, so that a person who is not in view can be found by who already knows the identifier."""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata
from datetime import date

SCHEMES = ("NHS_NUMBER", "UPN", "NAME_AND_BIRTH")


def hidden_identifier(key: bytes, scheme: str, value: str) -> str:
    """Return the HMAC-SHA-256 of a normalised identifier, as ``published.out_of_view`` holds it."""
    return hmac.new(key, f"{scheme}:{value}".encode(), hashlib.sha256).hexdigest()


def name_and_birth(forename: str, surname: str, born_on: date) -> str:
    """Return the value of the scheme NAME_AND_BIRTH: plain capitals, a bar between, and the day."""
    return f"{_plain(forename)}|{_plain(surname)}|{born_on.isoformat()}"


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFD", name).upper()
    return re.sub(r"[^A-Z]", "", letters)
