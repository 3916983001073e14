"""Checks each row of a register by itself: what can be brought in, and what cannot, with the reason in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from kith.apps.casework.importing.columns import OwnWords, plain
from kith.apps.casework.models.episode_person import ADULT, CHILD
from kith.vocabulary.codes.service_levels import SERVICE_LEVELS
from kith.vocabulary.identifiers import nhs_number_of, postcode_of, upn_of

GROWN_UP = 18
_CHILD_WORDS = {"child", "self", "sibling", "halfsibling", "young person", "youngperson", "unborn"}
_ADULT_WORDS = {
    "adult",
    "parent",
    "mother",
    "father",
    "carer",
    "stepparent",
    "grandparent",
    "mothersparent",
    "fathersparent",
}
_SEXES = {"f": "F", "female": "F", "girl": "F", "m": "M", "male": "M", "boy": "M", "other": "X", "indeterminate": "X"}


@dataclass(frozen=True)
class CaseRow:
    """One person of one case, as the register has them. ``level`` and ``lead`` count for the whole case."""

    number: int
    case_number: str
    person_number: str
    forename: str
    surname: str
    known_as: str
    born_on: date | None
    sex: str
    nhs_number: str
    upn: str
    role: str
    address: str
    postcode: str
    started_on: date
    level: str
    lead: str
    team: str
    reason: str


@dataclass(frozen=True)
class Said:
    """What is said of one row, by its number in the file: never a name."""

    number: int
    why: str


@dataclass(frozen=True)
class Checked:
    """The rows that can be brought in, those that cannot, and those of cases that have ended."""

    rows: tuple[CaseRow, ...]
    refused: tuple[Said, ...]
    ended: int


def check_rows(
    rows: Iterable[tuple[int, Mapping[str, str]]], placed: Mapping[str, str], mapping: OwnWords, *, on: date
) -> Checked:
    """Sort the rows of a file; each is judged by itself, so that one bad row never costs a good one."""
    good: list[CaseRow] = []
    refused: list[Said] = []
    ended = 0
    seen: set[tuple[str, str]] = set()
    for number, row in rows:
        given = {name: row.get(column, "") for name, column in placed.items()}
        answer = _read(number, given, mapping, on)
        if isinstance(answer, CaseRow) and (answer.case_number, answer.person_number) in seen:
            answer = "This person stands twice in this case: only the first row counts."
        if answer is None:
            ended += 1
        elif isinstance(answer, str):
            refused.append(Said(number, answer))
        else:
            seen.add((answer.case_number, answer.person_number))
            good.append(answer)
    return Checked(tuple(good), tuple(refused), ended)


def _read(number: int, given: Mapping[str, str], mapping: OwnWords, on: date) -> CaseRow | str | None:
    """Return the row, why it cannot be, or nothing where its case has ended."""
    dates = {name: _day(given.get(name, ""), mapping.dates) for name in ("started_on", "ended_on", "born_on")}
    wrong = _amiss(given, dates, on)
    if wrong:
        return wrong
    ended, started, born = dates["ended_on"], dates["started_on"], dates["born_on"]
    if ended is not None and ended <= on:
        return None
    level = mapping.levels.get(plain(given.get("level", "")), given.get("level", "").strip().upper()) or mapping.level
    if level not in SERVICE_LEVELS:
        return "Its level of help is none that Kith knows: say in the mapping which level each word means."
    assert started is not None
    return CaseRow(
        number=number,
        case_number=given.get("case_number") or given["person_number"],
        person_number=given["person_number"],
        forename=given.get("forename", ""),
        surname=given.get("surname", ""),
        known_as=given.get("known_as", ""),
        born_on=born,
        sex=_SEXES.get(given.get("sex", "").lower(), ""),
        nhs_number=nhs_number_of(given.get("nhs_number", "")) or "",
        upn=upn_of(given.get("upn", "")) or "",
        role=_role(given.get("role", ""), born, on),
        address=given.get("address", ""),
        postcode=postcode_of(given.get("postcode", "")) or given.get("postcode", "")[:10].upper(),
        started_on=started,
        level=level,
        lead=given.get("lead", ""),
        team=given.get("team", "")[:60],
        reason=given.get("reason", ""),
    )


def _amiss(given: Mapping[str, str], dates: Mapping[str, date | None], on: date) -> str:
    if not given.get("person_number"):
        return "It has no person number, by which the same row is known again."
    if len(given["person_number"]) > 60 or len(given.get("case_number", "")) > 60:
        return "Its case or person number is longer than 60 characters."
    unread = [name for name, day in dates.items() if given.get(name) and day is None]
    if unread:
        return f"A date cannot be read: {', '.join(unread)}."
    if dates["started_on"] is None:
        return "It has no start date."
    if dates["started_on"] > on or (dates["born_on"] is not None and dates["born_on"] > on):
        return "A date is in the future."
    if given.get("nhs_number") and not nhs_number_of(given["nhs_number"]):
        return "Its NHS number is wrong: a digit is missing or mistyped."
    if given.get("upn") and not upn_of(given["upn"]):
        return "Its UPN is wrong: a character is missing or mistyped."
    if not (given.get("forename") or given.get("surname") or given.get("known_as")):
        return "It has no name. Give the list of people that goes with it (--people), or add the names."
    return ""


def _day(text: str, ways: Iterable[str]) -> date | None:
    for way in ways:
        with suppress(ValueError):
            return datetime.strptime(text, way).date()  # a day, of no time zone
    return None


def _role(word: str, born_on: date | None, on: date) -> str:
    """Return child or adult: by age where the birth is known, else by the register's word."""
    if born_on is not None:
        birthdays = on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))
        return CHILD if birthdays < GROWN_UP else ADULT
    return CHILD if plain(word) in _CHILD_WORDS else ADULT
