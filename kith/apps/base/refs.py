"""Makes the references that people quote to each other: random, without look-alike letters, with a check character."""

from __future__ import annotations

import secrets

_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_LENGTH = 7


def new_ref(kind: str) -> str:
    """Return a reference such as "BG-7Q2M9XKA" for a thing of this kind."""
    body = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
    return f"{kind}-{body}{check_character(body)}"


def check_character(body: str) -> str:
    """Return the character by which one that was mistyped, or two that changed places, are noticed."""
    total = sum(place * _LETTERS.index(letter) for place, letter in enumerate(body, start=2))
    return _LETTERS[total % len(_LETTERS)]
