"""Finds out how each file writes its birth dates, and which of them say nothing: defaults, absurd ones, bare years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kith.engine.link_files.landed import Landed
from kith.engine.store import Database, quoted, run_sql, sql_text

HERE = "kith.engine.link_files"


@dataclass(frozen=True)
class DatesSaid:
    """How one file's birth dates were read, for the report."""

    source: str
    order: str  # a sentence
    is_certain: bool
    counts: dict[str, int]  # records by what was made of their date


def read_dates(database: Database, landed: Sequence[Landed], today: date) -> list[DatesSaid]:
    """Fill ``linking.born_value`` (source, value, born, born_year) for every way a date is written."""
    dated = [one for one in landed if one.birth]
    database.execute("create or replace table linking.date_written (source VARCHAR, value VARCHAR, records BIGINT)")
    for one in dated:
        database.execute(
            f"insert into linking.date_written select {quoted(one.source)}, {one.birth} as value, count(*)"
            f" from ({one.trimmed(one.columns.birth.columns if one.columns.birth else ())})"
            " where value is not null group by value"
        )
    run_sql(database, HERE, "date_parts")
    database.execute(
        "create or replace table linking.born_value (source VARCHAR, value VARCHAR, records BIGINT, said VARCHAR,"
        " born DATE, born_year SMALLINT)"
    )
    seen = _order_seen(database)
    said = [_read(database, one, seen, today) for one in dated]
    database.execute("drop table linking.date_written")
    database.execute("drop table linking.date_parts")
    return said


def _read(database: Database, one: Landed, seen: dict[str, tuple[int, int]], today: date) -> DatesSaid:
    day_first, order, is_certain = _order(one, seen)
    form = one.columns.birth.format if one.columns.birth else None
    given = f"try_strptime(value, {quoted(form)})::date" if form else "null::date"
    database.execute(
        sql_text(HERE, "born_value").replace("{given}", given),
        {"source": one.source, "day_first": day_first, "today": today},
    )
    counts = database.execute(
        "select said, sum(records)::bigint from linking.born_value where source = ? group by said order by said",
        [one.source],
    ).fetchall()
    return DatesSaid(one.source, order, is_certain, dict(counts))


def _order_seen(database: Database) -> dict[str, tuple[int, int]]:
    """Return, for each file with dates like 03/04/2011, how many can only be day first and how many month first."""
    rows = database.execute(
        "select source, coalesce(sum(records) filter (a > 12 and b <= 12), 0)::bigint,"
        " coalesce(sum(records) filter (b > 12 and a <= 12), 0)::bigint"
        " from linking.date_parts where form in ('A B Y', 'ABY') group by source"
    ).fetchall()
    return {source: (day_first, month_first) for source, day_first, month_first in rows}


def _order(one: Landed, seen: dict[str, tuple[int, int]]) -> tuple[bool, str, bool]:
    """Return whether the day comes first, a sentence on why, and whether that is certain."""
    form = one.columns.birth.format if one.columns.birth else None
    if form:
        return _is_day_first(form), f"Read as {form}.", True
    if one.source not in seen:
        return True, "Dates are written so that day and month cannot be mixed up.", True
    day, month = seen[one.source]
    if day or month:
        first, days, other = ("day", day, month) if day >= month else ("month", month, day)
        but = f" {other:,} can only be read the other way round, and were." if other else ""
        return day >= month, f"The {first} comes first: {days:,} dates allow nothing else.{but}", not other
    days, months = (sum(counts[place] for counts in seen.values()) for place in (0, 1))
    if days or months:
        first = "day" if days >= months else "month"
        return days >= months, f"Nothing here says which comes first; the {first} does in the other files.", False
    return True, "Nothing says whether day or month comes first; the day was taken. Name a format to be sure.", False


def _is_day_first(form: str) -> bool:
    places = [form.find(sign) for sign in ("%d", "%-d")]
    months = [form.find(sign) for sign in ("%m", "%-m", "%b", "%B")]
    return max(places) < max(months)
