"""Judges a whole column of dates: month first, or in another style than the source declares."""

from __future__ import annotations

from kith.engine.landing.refuse import LandingRefusal
from kith.engine.landing.rules import in_style
from kith.engine.sources.declare import Column, File
from kith.engine.store import Database, quoted

MOST_IN_ANOTHER_STYLE = 0.5
_STYLES = (
    *("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d", "%Y/%m/%d", "%d/%m/%y", "%Y%m%d"),
    *("%d-%b-%Y", "%d %b %Y", "%d %B %Y", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S"),
)


class MonthFirst(LandingRefusal):
    """A column of dates is written month first."""

    code = "K119"


class OtherDateStyle(LandingRefusal):
    """A column of dates is written otherwise than its source declares."""

    code = "K134"


def check_dates(database: Database, file: File, column: Column) -> None:
    """Refuse a column that is month first, or that is written in one other style from top to bottom."""
    first_row = _first_month_first(database, file, column)
    if first_row is not None:
        raise MonthFirst(
            f"The dates of {column.heading} have their month first (row {first_row}, for one).",
            mend="Days up to the twelfth would be read wrongly. Ask the sender for the agreed style, or change "
            "dates= in the source's spec.py.",
        )
    found = _style_found(database, file, column)
    if found:
        raise OtherDateStyle(
            f"The dates of {column.heading} are written {in_style(found)}; the source declares "
            f"{' or '.join(map(in_style, column.dates))}.",
            mend=f'If the agency always writes so, say dates=("{found}",) in the source\'s spec.py; else ask the '
            "sender for the declared style.",
            column=column.heading,
        )


def _first_month_first(database: Database, file: File, column: Column) -> int | None:
    """Return the first row whose month stands first, unless the day stands first in others."""
    first = _one(
        database,
        "select min(row_number) from problem where rule = 'MONTH_FIRST' and file = "
        f'{quoted(file.name)} and "column" = {quoted(column.heading)}',
    )
    if first is None:
        return None
    declared = ", ".join(map(quoted, column.dates))
    day = f'coalesce(try_strptime("{column.name}", [{declared}])::date, day_first_day("{column.name}"))'
    return None if _one(database, f"select count(*) filter (day({day}) > 12) from text") else first


def _style_found(database: Database, file: File, column: Column) -> str | None:
    """Return the style in which more than half of the column is written, if it is not a declared one."""
    filled = _one(database, f'select count("{column.name}") from text') or 0
    for style in _STYLES:
        fits = _one(
            database,
            f"select count(*) from problem where rule = 'OTHER_DATE_STYLE' and file = {quoted(file.name)} "
            f'and "column" = {quoted(column.heading)} and try_strptime(value, {quoted(style)}) is not null',
        )
        if fits and fits > MOST_IN_ANOTHER_STYLE * filled:
            return style
    return None


def _one(database: Database, query: str) -> int | None:
    row = database.execute(query).fetchone()
    assert row is not None
    return None if row[0] is None else int(row[0])
