"""Makes cards and codes, and scrambles what is typed, so that neither a table nor the family's role holds a secret."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass

from kith.apps.base.refs import new_ref

_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
# 32 MiB and about a tenth of a second a try: OWASP's list of scrypt settings, 2025.
_COST = {"n": 2**15, "r": 8, "p": 3, "maxmem": 64 * 1024 * 1024}


@dataclass(frozen=True)
class Card:
    """What is printed once and handed over: whoever has it may choose the passphrase."""

    number: str
    code: str


def new_card() -> Card:
    """Return a card that nobody can guess; its code is read out in two halves."""
    code = "".join(secrets.choice(_LETTERS) for _ in range(10))
    return Card(new_ref("C"), f"{code[:5]}-{code[5:]}")


def new_salt() -> str:
    """Return a salt that nobody else has."""
    return secrets.token_hex(16)


def scramble(typed: str, salt: str) -> str:
    """Return what cannot be turned back; a code and a passphrase are scrambled alike."""
    return hashlib.scrypt(typed.encode(), salt=salt.encode(), **_COST, dklen=32).hex()


def tidy_number(typed: str) -> str:
    """Return a card number as it is printed, however it was typed."""
    letters = "".join(letter for letter in typed.upper() if letter.isalnum())
    return f"{letters[:1]}-{letters[1:]}"[:20]


def tidy_code(typed: str) -> str:
    """Return a code as it is printed, if what was typed can be one; a passphrase as it was typed, but for its ends."""
    letters = "".join(letter for letter in typed.upper() if letter.isalnum())
    is_code = len(letters) == 10 and set(letters) <= set(_LETTERS) and len(typed.split()) == 1
    return f"{letters[:5]}-{letters[5:]}" if is_code else " ".join(typed.split())


def new_token() -> tuple[str, str]:
    """Return what a browser holds for one sitting, and the hash by which it is known here."""
    token = secrets.token_urlsafe(32)
    return token, hash_of(token)


def hash_of(token: str) -> str:
    """Return the hash by which a sitting is known."""
    return hashlib.sha256(f"family:{token}".encode()).hexdigest()
