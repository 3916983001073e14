"""Who is asked about: exact identifiers, in one normal form, and the keyed fingerprints that are all that is kept."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.conf import settings

from kith.vocabulary.hashes import hidden_identifier, name_and_birth
from kith.vocabulary.identifiers import nhs_number_of, postcode_of, upn_of

NHS_NUMBER, UPN, POSTCODE = "NHS_NUMBER", "UPN", "POSTCODE"
SCHEMES = {NHS_NUMBER: "NHS number", UPN: "Unique pupil number (UPN)", POSTCODE: "Postcode"}
_NORMAL = {NHS_NUMBER: nhs_number_of, UPN: upn_of, POSTCODE: postcode_of}


@dataclass(frozen=True)
class Whom:
    """One person by name, birth date and one identifier, as somebody who knows them can give it."""

    forename: str
    surname: str
    born_on: date
    scheme: str
    value: str

    @property
    def plain(self) -> str:
        """The name and birth date as they are hidden."""
        return name_and_birth(self.forename, self.surname, self.born_on)

    @property
    def fingerprint(self) -> str:
        """By which the same person asked about again is recognised, and nothing read."""
        return _print(f"{self.plain}|{self.scheme}|{self.value}")

    @property
    def surname_print(self) -> str:
        """By which the same surname is recognised."""
        return surname_print(self.surname)

    @property
    def birth_print(self) -> str:
        """By which the same birth date is recognised."""
        return _print(f"BIRTH|{self.born_on.isoformat()}")

    def as_values(self) -> dict[str, Any]:
        """Return it as plain values, to be sealed into a session or a link."""
        return {**asdict(self), "born_on": self.born_on.isoformat()}

    @classmethod
    def of_values(cls, values: dict[str, Any]) -> Whom:
        """Return what ``as_values`` gave."""
        return cls(**{**values, "born_on": date.fromisoformat(values["born_on"])})


def normal_value(scheme: str, text: str) -> str | None:
    """Return an identifier in its one form, or ``None`` if it is none."""
    return _NORMAL[scheme](text) if scheme in _NORMAL else None


def surname_print(surname: str) -> str:
    """Return the fingerprint of a surname: letters alone count."""
    return _print(f"SURNAME|{name_and_birth('', surname, date.min)}")


def _print(text: str) -> str:
    key = hashlib.sha256(f"enquiry{settings.SECRET_KEY}".encode()).digest()
    return hidden_identifier(key, "ENQUIRY", text)
