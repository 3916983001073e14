"""Reads what someone typed into the search box: names, a day of birth, an NHS number, a reference."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

_DAYS = (
    (re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\b"), "%d/%m/%Y"),
    (re.compile(r"\b\d{4}-\d{1,2}-\d{1,2}\b"), "%Y-%m-%d"),
    (re.compile(r"\b\d{1,2} [A-Za-z]{3,9} \d{4}\b"), "%d %B %Y"),
    (re.compile(r"\b\d{1,2} [A-Za-z]{3} \d{4}\b"), "%d %b %Y"),
)
_NHS_NUMBER = re.compile(r"\b(\d{3})[ -]?(\d{3})[ -]?(\d{4})\b")
_WORD = re.compile(r"[^\W\d_]{2,}")
_REF = re.compile(r"(?=.*[A-Za-z])[A-Za-z0-9-]{7,20}")
_TOO_MANY_WORDS = 6


@dataclass(frozen=True)
class Asked:
    """What a search is for; every part that is given must fit, but that a reference is enough by itself."""

    words: tuple[str, ...] = ()
    born_on: date | None = None
    nhs_number: str = ""
    ref: str = ""

    @property
    def is_empty(self) -> bool:
        """Answer whether nothing that can be searched for was typed."""
        return not (self.words or self.born_on or self.nhs_number or self.ref)


def read_asked(text: str, born_on: date | None = None) -> Asked:
    """Return what ``text`` asks for; a day in the text counts where ``born_on`` is not given apart."""
    day, rest = _take_day(text)
    number = _NHS_NUMBER.search(rest)
    if number:
        rest = rest.replace(number[0], " ")
    words = tuple(_WORD.findall(rest.replace("'", "").replace("’", "")))[:_TOO_MANY_WORDS]
    ref = rest.strip().upper() if _REF.fullmatch(rest.strip()) else ""
    # A reference without a digit could be a name and is looked for as both.
    is_surely_ref = any(character.isdigit() for character in ref)
    nhs_number = "".join(number.groups()) if number else ""
    return Asked(() if is_surely_ref else words, born_on or day, nhs_number, ref)


def _take_day(text: str) -> tuple[date | None, str]:
    for pattern, shape in _DAYS:
        if found := pattern.search(text):
            written = re.sub(r"[.-]", "/", found[0]) if shape == "%d/%m/%Y" else found[0]
            try:
                return datetime.strptime(written, shape).date(), text.replace(found[0], " ")
            except ValueError:
                continue
    return None, text
