"""Knows by which names registers of open cases call their columns, and reads a council's own mapping of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from kith.vocabulary.codes.service_levels import SERVICE_LEVELS
from kith.vocabulary.errors import KithError

# What each field is called: in Kith's own words, in an early help (CAF) register, in the standard safeguarding dataset,
# and in the lists of Annex A. Compared without capitals, blanks and signs.
KNOWN = {
    "case_number": "case number, case no, case id, caf no, caf number, episode id, earl episode id, family id, "
    "family number",
    "person_number": "person number, person no, person id, child id, child unique id, earl person id, pers person id",
    "forename": "forename, first name, given name, child first name, pers forename",
    "surname": "surname, last name, family name, child surname, pers surname",
    "known_as": "known as, preferred name",
    "born_on": "dob, date of birth, born on, born, birth date, pers dob",
    "sex": "sex, gender, pers sex, pers gender",
    "nhs_number": "nhs number, nhs no, pers nhs number",
    "upn": "upn, unique pupil number, pers upn",
    "role": "role, relationship to child, relationship, person type, child or adult",
    "address": "address, address line, home address",
    "postcode": "postcode, post code",
    "started_on": "date opened, start date, started on, opened on, episode start date, earl episode start date, "
    "assessment start date, date of referral",
    "ended_on": "date closed, end date, ended on, closed on, episode end date, earl episode end date",
    "level": "level, level of help, level of need, tier, plan type, service level",
    "lead": "lead worker staff id, lead staff id, lead worker id, earl worker id, earl episode worker id, staff id, "
    "lead worker",
    "team": "team, team name",
    "reason": "main reason, reason, presenting need, earl episode reason, primary need",
}
NEEDED = ("person_number", "started_on")
DATES = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S")


class MappingUnreadable(KithError):
    """The mapping of a register's columns cannot be used, or the register lacks a column."""

    code = "K865"


@dataclass(frozen=True)
class OwnWords:
    """Which column is which field; the register's own words for levels; the level where it has none."""

    columns: Mapping[str, str] = field(default_factory=dict)
    levels: Mapping[str, str] = field(default_factory=dict)
    level: str = ""
    dates: tuple[str, ...] = DATES


def read_mapping(path: Path | None) -> OwnWords:
    """Return what the council wrote down of its register; nothing where it wrote nothing."""
    if path is None:
        return OwnWords()
    try:
        said = yaml.safe_load(path.read_text(encoding="utf-8-sig")) or {}
        mapping = OwnWords(
            columns={str(name): str(column) for name, column in dict(said.get("columns", {})).items()},
            levels={plain(str(word)): str(code) for word, code in dict(said.get("levels", {})).items()},
            level=str(said.get("level", "")),
            dates=(*map(str, said.get("dates", [])), *DATES),
        )
    except (OSError, ValueError, TypeError, AttributeError, yaml.YAMLError) as error:
        raise _unreadable("The mapping is not a YAML file with columns, levels, level and dates.") from error
    strange = sorted({*mapping.columns} - {*KNOWN}) or sorted(
        {*mapping.levels.values(), mapping.level} - {*SERVICE_LEVELS, ""}
    )
    if strange:
        raise _unreadable(f"The mapping names {', '.join(strange)}, which is neither a field nor a level of help.")
    return mapping


def place_columns(header: Iterable[str], mapping: OwnWords) -> dict[str, str]:
    """Return the column of each field: the mapping's, else the one whose name is known."""
    there = {plain(name): name for name in header}
    placed = {
        name: there[word]
        for name, words in KNOWN.items()
        for word in reversed([plain(each) for each in words.split(",")])
        if word in there
    }
    for name, column in mapping.columns.items():
        if plain(column) not in there:
            raise _unreadable(f"The file has no column {column}.")
        placed[name] = there[plain(column)]
    return placed


def check_complete(placed: Mapping[str, str]) -> None:
    """Raise unless the columns that no register can do without are there."""
    missing = [name for name in NEEDED if name not in placed]
    if missing:
        raise _unreadable(f"No column was recognised for: {', '.join(missing)}.")


def plain(name: str) -> str:
    """Return a column's name without capitals, blanks and signs."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _unreadable(what: str) -> MappingUnreadable:
    return MappingUnreadable(
        what,
        not_done="Nothing was brought in.",
        mend="Write which column is which in a mapping file, and give it with --mapping.",
    )
