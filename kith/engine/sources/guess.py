"""Guesses, from a CSV that an agency sent, its delimiter, its headings and what type each column is."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from kith.vocabulary.identifiers import nhs_number_of, postcode_of, upn_of, uprn_of

_ROWS = 2_000
_MOST_CODES = 8
_DATE_STYLES = (
    *("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y", "%Y%m%d"),
    *("%d-%b-%Y", "%d %b %Y", "%d %B %Y", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S"),
)
# What a column of a person's record is called by agencies, and by Kith.
_KNOWN_AS = {
    "forename": r"^(fore|first|given) ?names?$",
    "middle_names": r"^(middle|other) ?names?$",
    "surname": r"^(sur|last|family) ?name$",
    "born_on": r"^(date of birth|dob|d o b|birth ?date|born( on)?|.*birth date)$",
    "sex": r"^(sex|gender)$",
    "nhs_number": r"^nhs( ?(number|no|num))?$",
    "upn": r"^(upn|unique pupil number)$",
    "uprn": r"^(uprn|unique property reference( number)?)$",
    "postcode": r"^(home )?post ?code$",
    "address_text": r"^(home |full )?address$",
}


@dataclass(frozen=True)
class GuessedColumn:
    """One column as guessed; ``codes`` are the few short values of a code column, never names."""

    heading: str
    name: str
    type: str
    dates: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    is_key: bool = False


def guess_columns(sample: Path) -> list[GuessedColumn]:
    """Return the columns of the CSV ``sample``; nothing of its rows is kept but the codes."""
    text = _decode(sample.read_bytes()[:4_000_000])
    lines = text.splitlines()
    delimiter = max(",;|\t", key=(lines[0] if lines else "").count)
    rows = list(islice(csv.reader(lines, delimiter=delimiter), _ROWS))
    headings, body = (rows[0], rows[1:]) if rows else ([], [])
    columns: list[GuessedColumn] = []
    for at, heading in enumerate(headings):
        values = [row[at].strip() for row in body if at < len(row) and row[at].strip()]
        may_be_key = not any(column.is_key for column in columns)
        columns.append(_guess(heading.strip(), values, len(body), may_be_key, {column.name for column in columns}))
    return columns


def _guess(heading: str, values: Sequence[str], rows: int, may_be_key: bool, taken: set[str]) -> GuessedColumn:
    name = _name(heading, taken)
    kind = _type(name, values)
    dates = tuple(style for style in _DATE_STYLES if values and all(_is_date(value, style) for value in values))[:1]
    if kind == "text" and dates:
        return GuessedColumn(heading, name, "date", dates)
    is_key = may_be_key and kind in ("text", "whole") and rows > 0 and len(set(values)) == rows
    if is_key:
        return GuessedColumn(heading, name, "text", is_key=True)
    codes = _codes(name, values)
    if kind == "text" and codes:
        return GuessedColumn(heading, name, "code", codes=codes)
    return GuessedColumn(heading, name, kind)


def _name(heading: str, taken: set[str]) -> str:
    words = re.sub(r"([a-z])([A-Z])", r"\1 \2", heading)
    words = re.sub(r"[^A-Za-z0-9]+", " ", words).strip().lower()
    known = next((name for name, pattern in _KNOWN_AS.items() if re.fullmatch(pattern, words)), None)
    name = known or words.replace(" ", "_") or "column"
    name = name if name[0].isalpha() else f"column_{name}"
    return next(one for one in (name, *(f"{name}_{n}" for n in range(2, 1000))) if one not in taken)


def _type(name: str, values: Sequence[str]) -> str:
    """Return the narrowest type that nearly every value fits; a single wrong check digit does not hide a number."""
    if not values:
        return "text"
    for kind, right in (("nhs_number", nhs_number_of), ("upn", upn_of), ("postcode", postcode_of)):
        if sum(right(value) is not None for value in values) > 0.8 * len(values):
            return kind
    if name == "uprn" and all(uprn_of(value) for value in values):
        return "uprn"
    if all(value.lower() in ("y", "n", "yes", "no", "true", "false") for value in values):
        return "yes_no"
    # A leading zero is part of an identifier, so such a column stays text.
    if all(re.fullmatch(r"-?(0|[1-9][0-9]*)", value) for value in values):
        return "text" if all(_is_date(value, "%Y%m%d") for value in values) else "whole"
    if all(re.fullmatch(r"-?£?[0-9,]*\.?[0-9]+%?", value) for value in values):
        return "number"
    return "text"


def _codes(name: str, values: Sequence[str]) -> tuple[str, ...]:
    """Return the few short values that recur; names and addresses recur too, so those are passed over."""
    if len(values) < 20 or re.search(r"name|address|street|town|worker|note", name):
        return ()
    counts = Counter(values)
    is_list = len(counts) <= _MOST_CODES and min(counts.values()) > 2 and max(map(len, counts)) <= 6
    return tuple(sorted(counts)) if is_list else ()


def _is_date(value: str, style: str) -> bool:
    try:
        return 1900 < datetime.strptime(value, style).year < 2100
    except ValueError:
        return False


def _decode(content: bytes) -> str:
    for encoding in ("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")
