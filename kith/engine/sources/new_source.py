"""Makes the folder of a new source (README, spec.py, clean.sql, sample), with comments that say what to fill in."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from kith.engine.sources.declare import PLACEHOLDER
from kith.engine.sources.guess import GuessedColumn, guess_columns
from kith.vocabulary.errors import KithError
from kith.vocabulary.identifiers import nhs_check_digit, upn_check_letter

_NOT_DONE = "No folder was made."
_WIDEST = 120  # of a line, as everywhere in the house
_INDENT = " " * 16
_PERSON = ("forename", "middle_names", "surname", "born_on", "sex", "nhs_number", "upn")
_PLAIN = (
    GuessedColumn("Person ID", "person_id", "text", is_key=True),
    GuessedColumn("Forename", "forename", "text"),
    GuessedColumn("Surname", "surname", "text"),
    GuessedColumn("Date of Birth", "born_on", "date", ("%d/%m/%Y",)),
    GuessedColumn("Address", "address_text", "text"),
    GuessedColumn("Postcode", "postcode", "postcode"),
    GuessedColumn("Started", "started", "date", ("%d/%m/%Y",)),
)


class BadSourceName(KithError):
    """The name cannot be a source's."""

    code = "K130"


class SourceExists(KithError):
    """There is a folder of that name already."""

    code = "K131"


def new_source(name: str, folder: Path, *, sample: Path | None = None) -> Path:
    """Make ``folder``/``name``; with a ``sample`` CSV its headings, types and codes are guessed.

    No row of ``sample`` is copied: the sample that is made holds invented people, for it goes into the repository.
    """
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        raise BadSourceName(
            "A source's name is lower-case letters, digits and underscores.",
            not_done=_NOT_DONE,
            mend="Choose a name such as school_nursing.",
        )
    target = folder / name
    if target.exists():
        raise SourceExists(
            f"There is a source called {name} already.",
            not_done=_NOT_DONE,
            mend=f"Change sources/{name}/spec.py, or choose another name.",
        )
    columns = guess_columns(sample) if sample else list(_PLAIN)
    (target / "sample").mkdir(parents=True)
    (target / "__init__.py").write_text(f'"""The {_title(name)} extract."""\n', encoding="utf-8")
    (target / "README.md").write_text(_readme(name), encoding="utf-8")
    (target / "spec.py").write_text(_spec(name, columns), encoding="utf-8")
    (target / "clean.sql").write_text(_clean(name, columns), encoding="utf-8")
    _write_sample(target / "sample" / f"{name}_2026-11-20.csv", columns)
    return target


def _title(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _readme(name: str) -> str:
    return f"""# {_title(name)}

**What it is.** {PLACEHOLDER} what one row is, in a sentence.

**Who sends it.** {PLACEHOLDER} the agency, the system it comes from, how often and on which day of the month.

**Layout.** `{name}_YYYY-MM-DD.csv`, where the day is the day that the rows speak of. {PLACEHOLDER} how dates look.

**Traps.** {PLACEHOLDER} what surprised you: default dates, codes that mean "not known", people who appear twice.
"""


def _spec(name: str, columns: list[GuessedColumn]) -> str:
    lines = "\n".join(_column(column) for column in columns)
    key = next((column.name for column in columns if column.is_key), None)
    key_line = (
        f'            key=("{key}",),' if key else "            # key=(...) names the columns that make a row unique."
    )
    fills = '("person", "address")' if _has_place(columns) else '("person",)'
    return f'''"""Declares the {_title(name).lower()} extract."""

from __future__ import annotations

from kith.engine.sources.declare import Column, File, Source

SOURCE = Source(
    name="{name}",
    title="{_title(name)}",
    agency_kind="V",  # A letter of vocabulary/codes/agency_kinds.py.
    agency_id="{name.upper()}",  # The agency's stable code, upper case.
    files=(
        File(
            name="{name}",
            pattern="{name}_*.csv",
            kind="csv",
{key_line}
            # Column(heading in the file, name in clean.sql, type). Set required=True where a row is useless without it;
            # a bad cell there sets the whole row aside, elsewhere the cell is emptied and noted.
            columns=(
{lines}
            ),
        ),
    ),
    fills={fills},  # The tables that clean.sql inserts into; add those that you add there.
    category="VOLUNTARY",  # A code of vocabulary/codes/categories.py: which agreement must cover it.
    purpose="{PLACEHOLDER} what the partnership does with it.",
    necessity="{PLACEHOLDER}, in a sentence of at least twelve words, why each person's row is needed for that.",
    every="WEEK",  # How often it comes (EVERY in declare.py), so that a file that has not come is missed.
)
'''


def _column(column: GuessedColumn) -> str:
    """Return the column's lines as `ruff format` would leave them."""
    parts = [_text(column.heading), _text(column.name)]
    if column.type != "text":
        parts.append(_text(column.type))
    if column.is_key:
        parts.append("required=True")
    if column.dates and column.dates != ("%Y-%m-%d",):
        parts.append(f"dates=({_text(column.dates[0])},)")
    codes = [f"{_text(code)}: {_text(code)}" for code in column.codes]
    if codes:
        parts.append("codes={" + ", ".join(codes) + "}")
    line = f"{_INDENT}Column({', '.join(parts)}),"
    if len(line) <= _WIDEST:
        return line
    if len(_part(parts[-1])) > _WIDEST and codes:
        parts[-1:] = ["codes={", *(f"    {code}" for code in codes), "}"]
    return "\n".join([f"{_INDENT}Column(", *map(_part, parts), f"{_INDENT}),"])


def _part(part: str) -> str:
    line = f"{_INDENT}    {part}" + ("" if part.endswith("{") else ",")
    return line if len(line) <= _WIDEST or part.startswith("codes") else f"{line}  # noqa: E501"


def _text(value: str) -> str:
    """Return the value as Python writes it, in the quotes that need fewest marks before them."""
    quote = "'" if value.count('"') > value.count("'") else '"'
    return quote + value.replace("\\", "\\\\").replace(quote, "\\" + quote) + quote


def _clean(name: str, columns: list[GuessedColumn]) -> str:
    names = {column.name for column in columns}
    key = next((column.name for column in columns if column.is_key), "row_number::varchar")
    cased = {"forename": "name_case", "middle_names": "name_case", "surname": "name_case", "sex": "sex_code"}
    given = [f"{cased[one]}({one}) as {one}" if one in cased else one for one in _PERSON if one in names]
    person = ", ".join([f"{key} as local_id", f"'{name.upper()}' as agency_id", *given])
    places = [one for one in ("uprn", "address_text", "postcode") if one in names]
    address = f"""
insert into address by name
select row_number, {key} as local_id, {", ".join(places)}, getvariable('as_at') as as_at, false as is_protected
from {name}
where {" or ".join(f"{one} is not null" for one in places)};
"""
    return f"""\
-- {_title(name)}: from the agency's own columns to the common tables; engine/tables.py says what each column means.
-- Each statement fills one table. Try it with: kith source try {name} FILE

insert into person by name
select row_number, {person}
from {name};
{address if places else ""}
-- Take the dashes away and fill in, for something dated that the agency knows (kinds: vocabulary/codes/fact_kinds.py),
-- and add "fact" to fills= in spec.py:
-- insert into fact by name
-- select row_number, {key} || '-started' as local_fact_id, {key} as local_id, '{name.upper()}' as agency_id,
--     'VOLUNTARY_SUPPORT' as kind, started as happened_on, false as is_spell
-- from {name} where started is not null;
"""


def _has_place(columns: list[GuessedColumn]) -> bool:
    return any(column.name in ("uprn", "address_text", "postcode") for column in columns)


def _write_sample(path: Path, columns: list[GuessedColumn]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([column.heading for column in columns])
        for number in (1, 2, 3):
            writer.writerow([_invented(column, number) for column in columns])


def _invented(column: GuessedColumn, number: int) -> str:
    """Return a cell about a person who cannot exist, of the column's type."""
    nine, rest = f"99900000{number}", f"97900012345{number}"
    day = {"%Y": "2015", "%y": "15", "%m": "03", "%d": f"0{number}", "%b": "MAR", "%B": "March"}
    cells = {
        "nhs_number": nine + nhs_check_digit(nine) if nhs_check_digit(nine) else "",
        "upn": upn_check_letter(rest) + rest,
        "uprn": f"99900000000{number}",
        "postcode": f"QX4 {number}TN",
        "whole": str(number),
        "number": f"{number}.5",
        "yes_no": "Y" if number == 1 else "N",
        "code": column.codes[0] if column.codes else "",
    }
    if column.dates:
        cells["date"] = column.dates[0].replace("%H:%M:%S", "00:00:00")
        for sign, part in day.items():
            cells["date"] = cells["date"].replace(sign, part)
    if column.name == "sex":
        return "F"
    if column.name == "address_text":
        return f"{number} Tern Close"
    return cells.get(column.type, f"{column.name.upper()[:3]}{number}" if column.is_key else f"Invented{number}")
