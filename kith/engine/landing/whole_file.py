"""Judges a file as a whole: shifted, mostly bad, far fewer rows than last time, new identifiers."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from kith.engine.landing.refuse import LandingRefusal
from kith.engine.landing.type_rows import parsed
from kith.engine.landing.whole_dates import check_dates
from kith.engine.sources.declare import File
from kith.engine.store import Database, quoted

# A file is refused, rather than picked over, when more than half of it is bad.
MOST_SET_ASIDE = 0.5
FEW_ENOUGH_TO_JUDGE_BY_EYE = 10
FEWEST_OF_LAST_TIME = 0.1
ROWS_TO_COMPARE = 20
# Days by which the newest date in a file may lie before that of last time: rows are corrected and taken back.
MOST_BACK = 120
_BIRTH = re.compile("born|birth|dob")  # the youngest of a list may leave it
_STABLE_TYPES = ("date", "nhs_number", "upn", "uprn", "postcode")


class NoRows(LandingRefusal):
    """The file has headings and no rows."""

    code = "K104"


class FarFewerRows(LandingRefusal):
    """The file has lost nine rows in ten since last time."""

    code = "K116"


class IdentifiersChanged(LandingRefusal):
    """The same rows came with other identifiers than last time."""

    code = "K117"


class ValuesShifted(LandingRefusal):
    """The values stand under their neighbours' headings."""

    code = "K118"


class MostlyBad(LandingRefusal):
    """More than half of the rows would be set aside."""

    code = "K124"


class OldContent(LandingRefusal):
    """The file has a new day in its name, and what is in it ends long before what came last time."""

    code = "K232"


def check_values(database: Database, file: File, as_at: date) -> None:
    """Refuse a file whose ``text`` shows that a whole column, or every column, is wrong."""
    filled, faulty = _counts(database, file)
    _refuse_shifted(database, file, as_at, filled, faulty)
    for column in file.columns:
        if column.type == "date" and faulty.get(column.name):
            check_dates(database, file, column)


def check_kept(file: File, landed: int, set_aside: int) -> None:
    """Refuse a file of which too little would be left."""
    if not landed and not set_aside and not file.empty_ok:
        raise NoRows(
            f"The file has headings and no rows ({file.name}).",
            mend="Ask the sender whether the extract failed; if none are due, set empty_ok in the source's spec.py.",
        )
    few = set_aside < FEW_ENOUGH_TO_JUDGE_BY_EYE and landed
    if set_aside > MOST_SET_ASIDE * (landed + set_aside) and not few:
        raise MostlyBad(
            f"{set_aside:,} of {landed + set_aside:,} rows would be set aside.",
            mend="The report gives each with its reason. Ask the sender to mend what they share, and send it again.",
        )


def check_against_last(database: Database, file: File, rows: Path, last: Path, as_at: date) -> None:
    """Refuse a file that shrank to a tenth, ends long before the last one, or gives the same rows new identifiers."""
    now, before = (_one(database, f"select count(*) from read_parquet({quoted(path)})") for path in (rows, last))
    if before >= ROWS_TO_COMPARE and now <= before * FEWEST_OF_LAST_TIME:
        raise FarFewerRows(
            f"The file has {now:,} rows; last time it had {before:,} ({file.name}).",
            mend="Ask the sender whether the extract was cut. If it is right, land it with --accept K116.",
        )
    if min(now, before) >= ROWS_TO_COMPARE:
        _refuse_old(database, file, rows, last, as_at)
    stable = [column.name for column in file.columns if column.type in _STABLE_TYPES and column.name not in file.key]
    if file.key and len(stable) > 1 and min(now, before) >= ROWS_TO_COMPARE:
        same_ids = _shared(database, list(file.key), rows, last)
        if same_ids < 0.1 and _shared(database, stable, rows, last) > 0.5:
            raise IdentifiersChanged(
                f"The rows are those of last time, but their identifiers ({', '.join(file.key)}) are others.",
                mend="Ask the sender whether their system changed. If the change is meant, land it with --accept K117.",
            )


def _refuse_old(database: Database, file: File, rows: Path, last: Path, as_at: date) -> None:
    """Refuse last year's extract under this week's name; days to come (a plan's end) say nothing of its age."""
    columns = [column.name for column in file.columns if column.type == "date" and not _BIRTH.search(column.name)]
    if not columns:
        return
    newest = ", ".join(f'max("{name}") filter ("{name}" <= date \'{as_at.isoformat()}\')' for name in columns)
    greatest = f"greatest({newest}, null)"
    ends, ended = (
        database.execute(f"select {greatest} from read_parquet({quoted(path)})").fetchall()[0][0]
        for path in (rows, last)
    )
    if ends and ended and (ended - ends).days > MOST_BACK:
        raise OldContent(
            f"The newest date in the file is {ends.isoformat()}; last time it was {ended.isoformat()} ({file.name}).",
            mend="Ask the sender whether an old extract was sent again. If it is right, land it with --accept K232.",
        )


def _counts(database: Database, file: File) -> tuple[dict[str, int], dict[str, int]]:
    typed = [column for column in file.columns if column.type != "text"]
    if not typed:
        return {}, {}
    counts = ", ".join(f'count("{column.name}")' for column in typed)
    row = database.execute(f"select {counts} from text").fetchone() or ()
    filled = dict(zip((column.name for column in typed), row, strict=True))
    found = dict(
        database.execute(
            "select \"column\", count(*) from problem where file = $1 and rule not in ('BLANK', 'REPEATED_KEY') "
            "group by 1",
            [file.name],
        ).fetchall()
    )
    return filled, {column.name: found.get(column.heading, 0) for column in typed}


def _refuse_shifted(
    database: Database, file: File, as_at: date, filled: dict[str, int], faulty: dict[str, int]
) -> None:
    bad = [name for name in faulty if filled[name] and faulty[name] > filled[name] * 0.5]
    for step in (1, -1):
        fits = [name for name in bad if _fits(database, file, as_at, name, step)]
        if len(fits) > 1 or (fits and len(filled) == 1):
            headings = {column.name: column.heading for column in file.columns}
            raise ValuesShifted(
                f"The values stand one column to the {'right' if step == 1 else 'left'} of their headings "
                f"(seen in {', '.join(headings[name] for name in fits)}).",
                mend="Ask the sender to line headings and values up again, and to send the file again.",
            )


def _fits(database: Database, file: File, as_at: date, name: str, step: int) -> bool:
    """Answer whether the neighbour's values would be right in this column."""
    place = next(place for place, column in enumerate(file.columns) if column.name == name)
    if not 0 <= place + step < len(file.columns):
        return False
    column, neighbour = file.columns[place], f'"{file.columns[place + step].name}"'
    if column.type == "code":
        codes = ", ".join(quoted(code.lower()) for code in column.codes or {})
        right = f"count(*) filter (lower({neighbour}) in ({codes}))"
    else:
        right = f"count({parsed(file, column, neighbour, as_at)})"
    return bool(_one(database, f"select {right} > 0.8 * count({neighbour}) and count({neighbour}) > 0 from text"))


def _shared(database: Database, columns: list[str], rows: Path, last: Path) -> float:
    """Return which share of the distinct values of ``columns`` in the smaller file is also in the other."""
    listed = ", ".join(f'"{column}"' for column in columns)
    some = " or ".join(f'"{column}" is not null' for column in columns)
    sides = [f"select distinct {listed} from read_parquet({quoted(path)}) where {some}" for path in (rows, last)]
    both = _one(database, f"select count(*) from (({sides[0]}) intersect ({sides[1]}))")
    fewest = min(_one(database, f"select count(*) from ({side})") for side in sides)
    return both / fewest if fewest else 1.0


def _one(database: Database, query: str) -> int:
    row = database.execute(query).fetchone()
    assert row is not None
    return int(row[0] or 0)
