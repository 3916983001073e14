"""By when something is due: the bank holidays as published, and the cases that are counted wrongly most often."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from kith.rules.bank_holidays import (
    Once,
    bank_holidays,
    count_working_days,
    easter_sunday,
    is_working_day,
    working_days_after,
)
from kith.rules.clocks import BEFORE, LONDON, ClockRule, due, read_clock, rule_on

# As GOV.UK published them for England and Wales.
PUBLISHED = {
    2020: "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",
    2021: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
    2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
    2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
    2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
    2028: "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
}


def _at(words: str) -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=LONDON)


def _rule(**changes: Any) -> ClockRule:
    usual = {"unit": "working_days", "length": 1, "valid_from": date(2018, 1, 1), "words": "Test", "version": "1"}
    return ClockRule(rule_id="test", **(usual | changes))


@pytest.mark.parametrize("year", PUBLISHED)
def test_bank_holidays_are_those_that_were_published(year: int) -> None:
    from kith.apps.base.clocks import load_once

    worked_out = sorted(f"{day:%m-%d}" for day in bank_holidays(year, load_once()) if day.weekday() < 5)
    assert " ".join(worked_out) == PUBLISHED[year]


@pytest.mark.parametrize("day", ["1818-03-22", "1943-04-25", "2008-03-23", "2019-04-21", "2038-04-25", "2100-03-28"])
def test_easter_is_when_it_was_and_will_be(day: str) -> None:
    assert easter_sunday(int(day[:4])) == date.fromisoformat(day)


def test_no_bank_holiday_is_lost_to_a_weekend_in_two_centuries() -> None:
    for year in range(1980, 2180):
        assert len([day for day in bank_holidays(year) if day.weekday() < 5]) == 8, year


@pytest.mark.parametrize(
    ("started", "length", "expected"),
    [
        ("2026-11-16T09:00", 1, "2026-11-18"),  # Monday: by the end of Tuesday
        ("2026-11-20T18:30", 1, "2026-11-24"),  # Friday evening: by the end of Monday
        ("2026-11-21T11:00", 1, "2026-11-24"),  # Saturday: by the end of Monday
        ("2026-12-24T10:00", 1, "2026-12-30"),  # Christmas Eve 2026: the 28th stands in for Boxing Day
        ("2026-04-02T10:00", 1, "2026-04-08"),  # Maundy Thursday: Tuesday after Easter
        ("2026-11-02T10:00", 45, "2027-01-08"),  # 45 working days over Christmas and New Year
    ],
)
def test_working_days(started: str, length: int, expected: str) -> None:
    from kith.apps.base.clocks import load_once

    assert due(_rule(length=length), _at(started), load_once()).at == _at(expected)


def test_hours_run_through_the_night_and_the_change_of_the_clocks() -> None:
    assert due(_rule(unit="hours", length=4), _at("2026-11-20T23:00")).at == _at("2026-11-21T03:00")
    before = _at("2026-10-24T12:00")  # the clocks go back that night
    at = due(_rule(unit="hours", length=24), before).at
    assert at == _at("2026-10-25T11:00")
    assert at.timestamp() - before.timestamp() == 24 * 60 * 60


def test_a_working_day_is_a_day_by_london_time() -> None:
    late = datetime.fromisoformat("2026-07-06T23:30:00+00:00")  # half past midnight on Tuesday there
    assert due(_rule(), late).at == _at("2026-07-09T00:00")


def test_weeks_and_months() -> None:
    assert due(_rule(unit="weeks", length=6), _at("2026-11-20T10:00")).at == _at("2027-01-02T00:00")
    assert due(_rule(unit="months", length=3), _at("2026-11-30T10:00")).at == _at("2027-03-01T00:00")
    friday = due(_rule(unit="weeks", length=5, on_closed_day=BEFORE), _at("2026-11-20T10:00"))
    assert friday.at == _at("2026-12-25T00:00")  # Christmas Day is the last; it counts as the day before
    ends = read_clock(
        {"id": "x", "words": "X", "versions": [
            {"version": "1", "valid_from": "2018-01-01", "days": 2, "day_ends": "17:00"},
        ]}
    )[0]  # fmt: skip
    assert due(ends, _at("2026-11-17T10:00")).at == _at("2026-11-19T17:00")


def test_what_started_under_a_version_stays_due_by_it() -> None:
    old, new = _rule(length=2, version="1"), _rule(length=1, version="2", valid_from=date(2026, 4, 1))
    assert rule_on((new, old), "test", date(2026, 3, 31)) == old
    assert rule_on((new, old), "test", date(2026, 4, 1)) == new
    assert rule_on((new, old), "test", date(2017, 12, 31)) is None
    assert due(new, _at("2026-11-16T09:00")).version == "2"


def test_overdue_begins_with_the_moment_itself() -> None:
    one = due(_rule(), _at("2026-11-16T09:00"))
    assert one.is_overdue(one.at)
    assert not one.is_overdue(one.at - timedelta(seconds=1))


def test_counting_back_gives_what_counting_on_gave() -> None:
    for start in (date(2026, 12, 18) + timedelta(days=step) for step in range(30)):
        for count in range(1, 12):
            end = working_days_after(start, count)
            assert is_working_day(end)
            assert count_working_days(start, end) == count


def test_a_councils_own_closed_day_counts() -> None:
    shut = (Once(date(2026, 12, 29), why="The offices are shut"),)
    assert due(_rule(), _at("2026-12-24T10:00"), shut).at == _at("2026-12-31")


@pytest.mark.parametrize(
    "version",
    [
        {},
        {"working_days": 1, "hours": 4},
        {"working_days": 0},
        {"working_days": True},
        {"hours": "four"},
        {"hours": 4, "on_closed_day": "after"},
        {"hours": 4, "standing": "guessed"},
        {"hours": 4, "day_ends": "5 pm"},
        {"hours": 4, "valid_from": "soon"},
    ],
)
def test_a_clock_that_is_written_wrongly_is_refused(version: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        read_clock({"id": "x", "words": "X", "versions": [{"version": "1", "valid_from": "2018-01-01", **version}]})


def test_every_clock_of_the_council_is_read_with_its_source() -> None:
    from kith.apps.base.clocks import due_by, load_clocks

    rules = load_clocks()
    assert {"contact_decision", "contact_red", "assessment"} <= {rule.rule_id for rule in rules}
    for rule in rules:
        assert rule.source
        assert rule.words
        assert due_by(rule.rule_id, _at("2026-11-20T10:00")).rule_id == rule.rule_id


def test_a_clock_nobody_has_is_said_plainly() -> None:
    from kith.apps.base.clocks import NoSuchClock, due_by

    with pytest.raises(NoSuchClock):
        due_by("no_such_clock", _at("2026-11-20T10:00"))
    with pytest.raises(NoSuchClock):
        due_by("contact_decision", _at("2017-11-20T10:00"))


def test_a_file_that_cannot_be_read_names_itself(tmp_path: Any, settings: Any) -> None:
    from kith.apps.base import clocks

    (tmp_path / "clocks").mkdir()
    (tmp_path / "clocks" / "wrong.yml").write_text("id: other\nwords: W\nversions: []\n", encoding="utf-8")
    settings.DEFINITIONS = tmp_path
    clocks.load_clocks.cache_clear()
    with pytest.raises(clocks.NoSuchClock, match=r"wrong\.yml"):
        clocks.load_clocks()
    clocks.load_clocks.cache_clear()
