"""An agency sends last year's extract under this week's name: refused, unless a person has looked and accepts it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from kith.engine.delivery import Delivery, Outcome
from kith.engine.landing.land import land_folder
from kith.engine.landing.ledger import current_deliveries
from kith.engine.sources.declare import Column, File, Source
from kith.engine.store import RunsFolder

INCIDENTS = Source(
    name="incidents",
    title="Incidents",
    agency_kind="P",
    agency_id="POLICE",
    files=(
        File(
            "incident",
            "incidents_*.csv",
            "csv",
            (
                Column("Ref", "incident_id", required=True),
                Column("Day", "happened_on", "date"),
                Column("Born", "born_on", "date"),
                Column("Ends", "ends_on", "date"),
            ),
            key=("incident_id",),
        ),
    ),
    fills=("person",),
    category="POLICE",
    purpose="test",
    necessity="Each incident is needed because the help that a family is offered depends on what has lately happened.",
)
SOURCES = {"incidents": INCIDENTS}
LAST, THIS = date(2026, 11, 20), date(2026, 11, 27)


def _write(folder: Path, day: date, newest: date, rows: int = 30, born: date = date(2026, 11, 1)) -> None:
    """Write ``rows`` incidents, the newest on ``newest``; plans end in years to come."""
    (folder / "incidents").mkdir(parents=True, exist_ok=True)
    lines = [f"I{n},{newest - timedelta(days=n)},{born - timedelta(days=90 * n)},2031-01-01" for n in range(rows)]
    text = "\n".join(["Ref,Day,Born,Ends", *lines, ""])
    (folder / "incidents" / f"incidents_{day}.csv").write_text(text, encoding="utf-8")


def _land(folder: Path, accept: tuple[str, ...] = ()) -> list[Delivery]:
    return land_folder(folder / "extracts", RunsFolder(folder / "runs"), sources=SOURCES, accept=accept)


def test_last_years_extract_under_this_weeks_name_is_refused(tmp_path: Path) -> None:
    _write(tmp_path / "extracts", LAST, LAST)
    _land(tmp_path)
    _write(tmp_path / "extracts", THIS, date(2025, 11, 21))
    _, old = _land(tmp_path)
    assert (old.outcome, old.code) == (Outcome.REFUSED, "K232")
    assert "2025-11-21" in old.message
    assert "2026-11-20" in old.message
    [current] = current_deliveries(RunsFolder(tmp_path / "runs"))
    assert current.as_at == LAST, "what had landed is what the next run reads"
    _, accepted = _land(tmp_path, accept=("K232",))
    assert accepted.outcome is Outcome.LANDED
    assert "K232" in accepted.remarks[0]


@pytest.mark.parametrize(
    ("newest", "rows", "born"),
    [
        (date(2026, 11, 25), 30, date(2026, 11, 1)),
        (date(2026, 8, 1), 30, date(2026, 11, 1)),  # a quiet summer, taken back rows
        (date(2026, 11, 25), 30, date(2024, 1, 1)),  # the youngest has left the list
        (date(2025, 11, 21), 10, date(2026, 11, 1)),  # too few rows to tell
    ],
)
def test_what_may_be_right_lands(tmp_path: Path, newest: date, rows: int, born: date) -> None:
    _write(tmp_path / "extracts", LAST, LAST)
    _land(tmp_path)
    _write(tmp_path / "extracts", THIS, newest, rows, born)
    _, landed = _land(tmp_path)
    assert landed.outcome is Outcome.LANDED


def test_a_first_file_is_measured_by_nothing(tmp_path: Path) -> None:
    _write(tmp_path / "extracts", THIS, date(2020, 1, 1))
    [landed] = _land(tmp_path)
    assert landed.outcome is Outcome.LANDED
