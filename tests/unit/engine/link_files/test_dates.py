"""Birth dates: how a column is written is found out from the column, and what says nothing is not believed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.unit.engine.link_files.reading import Read, read

DAY = date(1985, 3, 14)


def _file(dates: Iterable[str], heading: str = "dob") -> str:
    return f"surname,{heading}\n" + "".join(f'Marlowe,"{one}"\n' for one in dates)


def _born(folder: Path, dates: Iterable[str]) -> list[tuple[date | None, int | None]]:
    return read(folder, {"a.csv": _file(dates)}).rows("born, born_year")


def _spread(days: int) -> list[str]:
    """Return as many ordinary dates, no two alike."""
    return [(date(1950, 1, 2) + timedelta(days=7 * place)).isoformat() for place in range(days)]


@pytest.mark.parametrize(
    "written",
    [
        *("1985-03-14", "14/03/1985", "14.3.1985", "03/14/1985", "19850314", "14031985", "14 Mar 1985", "14-MAR-85"),
        *("14th March 1985", "March 14, 1985", "1985-03-14T00:00:00", "14/03/1985 00:00", "1985/3/14", "14/03/85"),
    ],
)
def test_ways_of_writing_a_day(tmp_path: Path, written: str) -> None:
    """Each is 14 March 1985."""
    assert _born(tmp_path, [written]) == [(DAY, 1985)]


@pytest.mark.parametrize("written", ["1985", "1985-03", "00/00/1985", "31/02/1985", "1985-00-00"])
def test_a_year_is_kept_where_there_is_no_day(tmp_path: Path, written: str) -> None:
    """What is known is not thrown away."""
    assert _born(tmp_path, [written]) == [(None, 1985)]


@pytest.mark.parametrize(
    "written", ["1900-01-01", "31/12/1899", "1753-01-01", "2031-05-02", "9999-12-31", "unknown", ""]
)
def test_what_says_nothing_is_not_believed(tmp_path: Path, written: str) -> None:
    """Defaults, absurd dates and words."""
    assert _born(tmp_path, [written, "1985-03-14"]) == [(None, None), (DAY, 1985)]


def test_the_column_says_whether_the_month_comes_first(tmp_path: Path) -> None:
    """A date that could be read either way is read as those that could not; one that cannot be so is read as it can."""
    found = read(tmp_path, {"a.csv": _file(["03/04/1985", "03/14/1985", "03/15/1985", "16/03/1985"])})
    assert found.rows("born") == [date(1985, 3, 4), DAY, date(1985, 3, 15), date(1985, 3, 16)]
    assert "month comes first: 2 dates" in found.dates[0].order
    assert not found.dates[0].is_certain


def test_where_a_column_cannot_say_the_other_files_do(tmp_path: Path) -> None:
    """And the report says that it was so."""
    found = read(tmp_path, {"a.csv": _file(["03/04/1985"]), "b.csv": _file(["03/14/1985"])})
    assert found.rows("born") == [date(1985, 3, 4), DAY]
    assert [one.is_certain for one in found.dates] == [False, True]
    alone = read(tmp_path, {"c.csv": _file(["03/04/1985"])})
    assert alone.rows("born") == [date(1985, 4, 3)]
    assert not alone.dates[0].is_certain


def test_a_format_decides(tmp_path: Path) -> None:
    """Whatever the column looks like; what does not fit it is read as it can be."""
    mapping = {"a.csv": {"last_name": "surname", "date_of_birth": {"column": "dob", "format": "%d/%m/%Y"}}}
    found = read(tmp_path, {"a.csv": _file(["03/04/1985", "03/14/1985", "1985-03-14"])}, mapping)
    assert found.rows("born") == [date(1985, 4, 3), DAY, DAY]


def test_a_day_far_too_often_is_a_default(tmp_path: Path) -> None:
    """The same day for sixty of a thousand; fifty-nine others on days of their own are believed."""
    found = _born(tmp_path, _spread(940) + ["1971-05-06"] * 60)
    assert [one for one in found if one == (None, None)] == [(None, None)] * 60
    assert sum(born is not None for born, _ in found) == 940


def test_a_common_day_is_believed(tmp_path: Path) -> None:
    """Ten records of one day among a thousand may be ten people, or one person ten times."""
    assert all(born for born, _ in _born(tmp_path, _spread(990) + ["1971-05-06"] * 10))


def test_first_of_january_far_too_often_gives_the_year_alone(tmp_path: Path) -> None:
    """Registers write it where only the year is known; where it is rare it is a birthday."""
    firsts = [f"{year}-01-01" for year in range(1950, 1990)]
    assert _born(tmp_path, _spread(400) + firsts)[-1] == (None, 1989)
    assert _born(tmp_path, _spread(400) + firsts[-1:])[-1] == (date(1989, 1, 1), 1989)


def test_a_historical_register_is_believed(tmp_path: Path) -> None:
    """Where a twentieth of the dates is before 1880, such years are no slips."""
    old = [f"17{year}-06-15" for year in range(10, 60)]
    assert all(born for born, _ in _born(tmp_path, old + _spread(50)))
    assert _born(tmp_path, old[:1] + _spread(50))[0] == (None, None)


def test_parts_in_columns_of_their_own(tmp_path: Path) -> None:
    """By number or by name of the month; the year alone where the day is missing."""
    text = "surname,birth year,birth month,birth day\nA,1985,3,14\nB,1985,March,14\nC,1985,,\nD,,3,14\n"
    assert read(tmp_path, {"a.csv": text}).rows("born, born_year") == [
        (DAY, 1985),
        (DAY, 1985),
        (None, 1985),
        (None, None),
    ]


def test_counts_add_up(tmp_path: Path) -> None:
    """Each record that wrote a date is counted once in the report."""
    found: Read = read(tmp_path, {"a.csv": _file(["1985-03-14", "1985", "soon", "1900-01-01", "", "2031-01-02"])})
    assert found.dates[0].counts == {"READ": 1, "YEAR_ONLY": 1, "UNREADABLE": 1, "DEFAULT": 1, "ABSURD": 1}
