"""A run's folder: never half-made, wherever it lies."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kith.engine.store import RunsFolder, new_run

DAY = date(2026, 11, 20)


def test_a_run_that_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), new_run(RunsFolder(tmp_path), DAY):
        raise ZeroDivisionError
    assert not list((tmp_path / "runs").iterdir())


def test_a_folder_may_have_an_apostrophe_in_its_name(tmp_path: Path) -> None:
    with new_run(RunsFolder(tmp_path / "o'brien"), DAY) as run:
        run.make_table("standard.person")
        run.keep()
        assert run.kept_file("standard.person").exists()
