"""Reads what someone typed into the search box: names, a day of birth, an NHS number, an address, a reference."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from kith.vocabulary.identifiers import postcode_of

_DAYS = (
    (re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\b"), "%d/%m/%Y"),
    (re.compile(r"\b\d{4}-\d{1,2}-\d{1,2}\b"), "%Y-%m-%d"),
    (re.compile(r"\b\d{1,2} [A-Za-z]{3,9} \d{4}\b"), "%d %B %Y"),
    (re.compile(r"\b\d{1,2} [A-Za-z]{3} \d{4}\b"), "%d %b %Y"),
)
_NHS_NUMBER = re.compile(r"\b(\d{3})[ -]?(\d{3})[ -]?(\d{4})\b")
_WORD = re.compile(r"[^\W\d_]{2,}")
_REF = re.compile(r"(?=.*[A-Za-z])[A-Za-z0-9-]{7,20}")
# A house number and what follows it, or what begins with "Flat": "14 Tern Close", "Flat 2, 30 Quay Road".
_ADDRESS = re.compile(r"(?:\b(?:flat|room|unit)\s+\w{1,5}\b[\s,]*)?\b\d{1,4}[a-z]?[\s,]+[^\W\d_]{2}.*", re.IGNORECASE)
_POSTCODE = re.compile(r"\b[A-Za-z]{1,2}\d[A-Za-z\d]?\s*\d[A-Za-z]{2}\b")
_ADDRESS_WORD = re.compile(r"[^\W_]+")
_TOO_MANY_WORDS = 6


@dataclass(frozen=True)
class Asked:
    """What a search is for; every part that is given must fit, but that a reference is enough by itself."""

    words: tuple[str, ...] = ()
    born_on: date | None = None
    nhs_number: str = ""
    ref: str = ""
    address: tuple[str, ...] = ()
    postcode: str = ""

    @property
    def is_empty(self) -> bool:
        """Answer whether nothing that can be searched for was typed."""
        return not (self.is_of_somebody or self.is_of_a_place)

    @property
    def is_of_somebody(self) -> bool:
        """Answer whether something of a person or family was typed."""
        return bool(self.words or self.born_on or self.nhs_number or self.ref)

    @property
    def is_of_a_place(self) -> bool:
        """Answer whether an address or a postcode was typed."""
        return bool(self.address or self.postcode)


def read_asked(text: str, born_on: date | None = None) -> Asked:
    """Return what ``text`` asks for; a day in the text counts where ``born_on`` is not given apart."""
    day, rest = _take_day(text)
    number = _NHS_NUMBER.search(rest)
    if number:
        rest = rest.replace(number[0], " ")
    postcode, rest = _take_postcode(rest)
    address, rest = _take_address(rest)
    words = tuple(_WORD.findall(rest.replace("'", "").replace("’", "")))[:_TOO_MANY_WORDS]
    ref = rest.strip().upper() if _REF.fullmatch(rest.strip()) else ""
    # A reference without a digit could be a name and is looked for as both.
    is_surely_ref = any(character.isdigit() for character in ref)
    nhs_number = "".join(number.groups()) if number else ""
    return Asked(() if is_surely_ref else words, born_on or day, nhs_number, ref, address, postcode)


def _take_postcode(text: str) -> tuple[str, str]:
    found = _POSTCODE.search(text)
    postcode = postcode_of(found[0]) if found else None
    return (postcode, text.replace(found[0], " ")) if found and postcode else ("", text)


def _take_address(text: str) -> tuple[tuple[str, ...], str]:
    found = _ADDRESS.search(text)
    if found is None:
        return (), text
    return tuple(_ADDRESS_WORD.findall(found[0]))[: 2 * _TOO_MANY_WORDS], text[: found.start()]


def _take_day(text: str) -> tuple[date | None, str]:
    for pattern, shape in _DAYS:
        if found := pattern.search(text):
            written = re.sub(r"[.-]", "/", found[0]) if shape == "%d/%m/%Y" else found[0]
            try:
                return datetime.strptime(written, shape).date(), text.replace(found[0], " ")
            except ValueError:
                continue
    return None, text
