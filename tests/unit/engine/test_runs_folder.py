"""A run's folder: never half-made, wherever it lies."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kith.engine.manifest import newest_sound, write_manifest
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


def test_a_run_that_failed_is_not_the_newest_sound_one(tmp_path: Path) -> None:
    runs = RunsFolder(tmp_path)
    assert newest_sound(runs) is None
    for run_id, passed in (("00001-2026-11-13", True), ("00002-2026-11-20", True), ("00003-2026-11-27", False)):
        runs.run(run_id).mkdir(parents=True)
        write_manifest(runs.run(run_id), {"checks": [{"name": "ROW_COUNTS", "passed": passed}]})
    assert newest_sound(runs) == runs.run("00002-2026-11-20")
    assert runs.newest() == runs.run("00003-2026-11-27")
