"""What is said of each source after a week's landing: new, the same again, late, missing, refused, or in part."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kith.engine.delivery import Delivery, Outcome
from kith.engine.landing.arrivals import AMISS, WORDS, Arrival, look_at_arrivals
from kith.engine.sources.declare import EVERY, Column, File, Source

LAST, THIS = date(2026, 11, 20), date(2026, 11, 27)
NEED = "Attendance is how a school first notices a child in difficulty, so each pupil has a row here."
PUPILS = Source(
    name="pupils",
    title="Pupils",
    agency_kind="S",
    agency_id="SCHOOLS",
    files=(File("pupil", "pupils_*.csv", "csv", (Column("ID", "pupil_id"),)),),
    fills=("person",),
    category="SCHOOL",
    purpose="test",
    necessity=NEED,
)


def _came(day: date, outcome: Outcome = Outcome.LANDED, name: str = "pupil", code: str = "") -> Delivery:
    rows = {name: Path("rows.parquet")} if outcome is not Outcome.REFUSED else {}
    return Delivery(
        f"pupils-{day}", "pupils", "f.csv", "0" * 64, day, outcome, 7, 0, 0, Path("x"), rows, code=code
    )  # fmt: skip


def _look(arrived: list[Delivery], current: list[Delivery], day: date = THIS, every: str = "WEEK") -> Arrival:
    from dataclasses import replace

    [found] = look_at_arrivals(arrived, current, {"pupils": LAST}, {"pupils": replace(PUPILS, every=every)}, day)
    return found


def test_what_is_new() -> None:
    found = _look([_came(THIS)], [_came(THIS)])
    assert (found.state, found.files, found.rows) == ("NEW", 1, 7)
    assert found.said == "What came speaks of 27 November 2026."


@pytest.mark.parametrize(
    ("every", "day", "state"),
    [
        ("WEEK", date(2026, 11, 30), "NOT_DUE"),
        ("WEEK", date(2026, 12, 1), "LATE"),
        ("WEEK", date(2026, 12, 7), "LATE"),
        ("WEEK", date(2026, 12, 8), "MISSING"),
        ("MONTH", date(2026, 12, 8), "NOT_DUE"),
        ("MONTH", date(2026, 12, 29), "LATE"),
        ("YEAR", date(2027, 11, 20), "NOT_DUE"),
    ],
)
def test_what_has_not_come_is_late_by_how_often_it_comes(every: str, day: date, state: str) -> None:
    found = _look([], [_came(LAST)], day, every)
    assert found.state == state
    assert "since 20 November 2026" in found.said
    if state != "NOT_DUE":
        assert EVERY[every].words in found.said


def test_a_new_file_that_is_old_is_late_all_the_same() -> None:
    old = _came(date(2025, 11, 21))
    found = _look([old], [old])
    assert found.state == "MISSING"
    assert "speaks of 21 November 2025" in found.said


def test_the_same_file_again() -> None:
    same = _came(LAST, Outcome.ALREADY_LANDED)
    assert _look([same], [_came(LAST)]).state == "AGAIN"
    late = _look([same], [_came(LAST)], date(2026, 12, 2))
    assert late.state == "LATE"
    assert "byte for byte" in late.said


def test_a_refused_file_is_named_by_its_code() -> None:
    found = _look([_came(THIS, Outcome.REFUSED, code="K112")], [_came(LAST)])
    assert found.state == "REFUSED"
    assert found.said == "1 file refused (K112); the run goes on with what speaks of 20 November 2026."


def test_one_of_two_files_came() -> None:
    found = _look([_came(THIS)], [_came(THIS), _came(LAST, name="roll")])
    assert found.state == "IN_PART"
    assert "of roll the newest rows speak of 20 November 2026" in found.said


@pytest.mark.parametrize(
    ("every", "day", "state"),
    [
        ("WEEK", date(2027, 6, 1), "MISSING"),
        ("YEAR", date(2027, 6, 1), "NOT_DUE"),
        ("YEAR", date(2028, 3, 20), "NOT_DUE"),
        ("YEAR", date(2028, 3, 21), "MISSING"),
    ],
)
def test_what_is_kept_for_less_than_it_takes_to_come_again_is_missing_only_when_it_is_due(
    every: str, day: date, state: str
) -> None:
    found = _look([], [], day, every)
    assert found.state == state
    assert ("the next on 21 November 2027" in found.said) is (state == "NOT_DUE")


def test_a_refused_file_is_not_hidden_by_what_is_not_due() -> None:
    assert _look([_came(THIS, Outcome.REFUSED, code="K112")], [], every="YEAR").is_amiss


def test_a_source_that_never_came_is_not_expected() -> None:
    assert look_at_arrivals([], [], {}, {"pupils": PUPILS}, THIS) == []


def test_a_folder_that_is_no_source_is_left_out() -> None:
    assert look_at_arrivals([_came(THIS)], [], {}, {}, THIS) == []


def test_every_state_has_its_word() -> None:
    assert set(AMISS) < set(WORDS)
