"""The day after which ``kith run`` believes no file: today's, unless the council is invented and lives on its own."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kith.project.commands.run import _today


def test_today_is_as_given_or_the_councils_own_or_the_calendars(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KITH_TODAY", "2026-11-20")
    extracts = tmp_path / "extracts"
    assert _today(extracts, None) == date(2026, 11, 20)
    (tmp_path / "council.json").write_text('{"as_at": "2031-03-01"}')
    assert _today(extracts, None) == date(2031, 3, 1)
    assert _today(extracts, datetime(2027, 1, 2, tzinfo=UTC)) == date(2027, 1, 2)
