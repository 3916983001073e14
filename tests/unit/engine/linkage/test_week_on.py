"""When a run links everything anew, and why; otherwise it goes on from what the last one left."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from kith.engine.linkage import council_state
from kith.engine.linkage.council_state import HALF, TABLES, find_known, made_with, settle_known
from kith.engine.linkage.whole_or_on import WeekOn, much_has_changed

WHOLE_ON = date(2026, 11, 20)


@pytest.fixture
def known(tmp_path: Path) -> Path:
    """What a run left, as far as the choice looks at it."""
    return _left(tmp_path / "00001-2026-11-20")


def _left(folder: Path) -> Path:
    folder.mkdir()
    for name in TABLES:
        (folder / f"{name}.parquet").touch()
    about = {"run_id": "00001", "whole_on": WHOLE_ON.isoformat(), "whole_run": "00001", "made_with": made_with()}
    (folder / "about.json").write_text(json.dumps(about | {"seen": {}, "too_common": {}}))
    return folder


@pytest.mark.parametrize(
    ("day", "why"),
    [(WHOLE_ON, ""), (date(2026, 12, 17), ""), (date(2026, 12, 18), "LONG_AGO"), (date(2026, 11, 19), "LONG_AGO")],
)
def test_a_run_goes_on_for_four_weeks(known: Path, day: date, why: str) -> None:
    found, because = WeekOn(day, known).start()
    assert because == why
    assert (found is None) == bool(why)


def test_anew_when_asked(known: Path) -> None:
    assert WeekOn(WHOLE_ON, known, anew=True).start() == (None, "ASKED")


def test_anew_when_the_rules_are_others(known: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(council_state, "made_with", lambda: "other rules")
    assert WeekOn(WHOLE_ON, known).start() == (None, "OTHER_RULES")


@pytest.mark.parametrize("part", [*(f"{name}.parquet" for name in TABLES), "about.json"])
def test_what_is_not_whole_is_not_gone_on_from(known: Path, part: str) -> None:
    (known / part).unlink()
    assert WeekOn(WHOLE_ON, known).start() == (None, "FIRST")


@pytest.mark.parametrize("said", ["", "{", "[]", '{"whole_on": "soon"}'])
def test_what_cannot_be_read_is_not_gone_on_from(known: Path, said: str) -> None:
    (known / "about.json").write_text(said)
    assert find_known(known) is None


def test_three_in_ten_changed_is_much() -> None:
    assert much_has_changed(changed=31, gone=0, records=100)
    assert much_has_changed(changed=10, gone=21, records=100)
    assert not much_has_changed(changed=15, gone=15, records=100)
    assert not much_has_changed(changed=0, gone=0, records=0)


def test_a_sound_run_takes_the_place_of_those_before(known: Path) -> None:
    new = known.with_name("00002-2026-11-27")
    _left(new.with_name(HALF + new.name))
    settle_known(new, is_sound=True)
    assert [folder.name for folder in known.parent.iterdir()] == [new.name]


def test_a_run_that_failed_leaves_what_was_known(known: Path) -> None:
    new = known.with_name("00002-2026-11-27")
    _left(new.with_name(HALF + new.name))
    settle_known(new, is_sound=False)
    assert [folder.name for folder in known.parent.iterdir()] == [known.name]
