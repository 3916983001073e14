"""Reads what another system signed: who is meant, for which page, when, and once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import jwt

from kith.apps.base.other_systems import NHS_NUMBER, RECORD, UPN, OtherSystem
from kith.apps.beside.shows import PAGE, SUMMARY
from kith.vocabulary.errors import KithError
from kith.vocabulary.identifiers import nhs_number_of, upn_of

AUDIENCE = "kith"
ALGORITHM = "HS256"
MOST_SECONDS = 120  # between when a link says that it was made and when it says that it ends
SKEW_SECONDS = 30  # by which two machines' clocks may differ
_MOST_CHARACTERS = 4000
_REQUIRED = ["iss", "aud", "iat", "exp", "jti"]


class LinkNotGood(KithError):
    """A link is too old, was used, was changed on its way or never was one: it is not told which."""

    code = "K870"

    def __init__(self) -> None:
        super().__init__(
            "This link into Kith is not good.",
            not_done="Nothing was opened, and nobody was looked for.",
            mend="Go back to your case system and press its button again. If that does not help, tell whoever looks "
            "after Kith.",
        )


@dataclass(frozen=True)
class Meant:
    """By what another system names somebody, and what it wants shown."""

    system: str
    once: str  # by which the same link is known again
    scheme: str
    value: str
    shows: str


@dataclass(frozen=True)
class Key:
    """Whose key it is, and its secret."""

    system: OtherSystem
    secret: str


def read_token(token: str, find_key: Callable[[str], Key | None]) -> Meant:
    """Return who is meant, or raise what every bad link raises."""
    try:
        key = find_key(_key_id(token))
        if key is None:
            raise LinkNotGood
        said = jwt.decode(
            token,
            key.secret,
            algorithms=[ALGORITHM],  # never what the link itself says: "none" is an algorithm too
            audience=AUDIENCE,
            issuer=key.system.code,
            leeway=SKEW_SECONDS,
            options={"require": _REQUIRED},
        )
        return _meant(said, key.system)
    except (jwt.InvalidTokenError, KeyError, TypeError, ValueError):
        raise LinkNotGood from None


def normal(scheme: str, value: str, source: str) -> str:
    """Return a number as Kith holds it; ``ValueError`` where it is none."""
    ways: dict[str, Callable[[str], str | None]] = {NHS_NUMBER: nhs_number_of, UPN: upn_of, RECORD: str.strip}
    found = ways[scheme](value)
    if not found or len(found) > 60 or not found.isprintable():
        raise ValueError("no number of this kind")
    return f"{source}:{found}" if scheme == RECORD else found


def _key_id(token: str) -> str:
    if len(token) > _MOST_CHARACTERS:
        raise ValueError("too long")
    return str(jwt.get_unverified_header(token)["kid"])[:20]


def _meant(said: dict[str, Any], system: OtherSystem) -> Meant:
    scheme, shows, once = str(said["scheme"]), str(said.get("show", PAGE)), str(said["jti"])
    if int(said["exp"]) - int(said["iat"]) > MOST_SECONDS or not 16 <= len(once) <= 100:
        raise ValueError("it lasts too long, or can be guessed")
    if scheme not in system.schemes or shows not in (PAGE, SUMMARY):
        raise ValueError("not for this system")
    return Meant(system.code, once, scheme, normal(scheme, str(said["value"]), system.source), shows)
