"""Landing is killed, starved and crowded: afterwards every file has landed whole or not at all."""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kith.engine.delivery import Outcome
from kith.engine.landing import land_rows
from kith.engine.landing.land import CannotWrite, land_folder
from kith.engine.landing.ledger import AnotherIsLanding, LedgerUnreadable, current_deliveries, open_ledger
from kith.engine.sources.declare import Column, File, Source
from kith.engine.store import RunsFolder

SOURCE = Source(
    name="pupils",
    title="Pupils",
    agency_kind="S",
    agency_id="SCHOOLS",
    files=(File("pupil", "pupils_*.csv", "csv", (Column("ID", "pupil_id"), Column("Surname", "surname"))),),
    fills=("person",),
    category="SCHOOL",
    purpose="test",
    necessity="Attendance is how a school first notices a child in difficulty, so each pupil has a row here.",
)
SOURCES = {"pupils": SOURCE}
# Kills itself, as kill -9 does, when it is about to make something durable for the n-th time.
LAND = """
import os, signal, sys
from pathlib import Path
from kith.engine.landing.land import land_folder
from kith.engine.store import RunsFolder
from tests.faults.test_landing_killed import SOURCES

fsync, left = os.fsync, [int(sys.argv[3])]

def last_words(handle):
    left[0] -= 1
    if not left[0]:
        os.kill(os.getpid(), signal.SIGKILL)
    fsync(handle)

os.fsync = last_words
land_folder(Path(sys.argv[1]), RunsFolder(Path(sys.argv[2])), sources=SOURCES)
"""


def extracts(folder: Path, files: int = 6, rows: int = 3_000) -> Path:
    (folder / "pupils").mkdir(parents=True)
    for day in range(1, files + 1):
        lines = "".join(f"P{n},Pretend{day}\n" for n in range(rows))
        (folder / "pupils" / f"pupils_2026-11-{day:02d}.csv").write_text("ID,Surname\n" + lines)
    return folder


def landed(runs: RunsFolder) -> dict[str, list[str]]:
    """Every file of every delivery, by delivery: what must be the same whatever happened on the way."""
    return {
        folder.name: sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))
        for folder in sorted((runs.root / "deliveries").iterdir())
    }


def test_killed_again_and_again_it_ends_as_if_never_killed(tmp_path: Path) -> None:
    source = extracts(tmp_path / "extracts")
    calm, stormy = RunsFolder(tmp_path / "calm"), RunsFolder(tmp_path / "stormy")
    land_folder(source, calm, sources=SOURCES)
    for moment in (1, 3, 8, 10, 11, 12, 13, 24):
        process = subprocess.run(
            [sys.executable, "-c", LAND, str(source), str(stormy.root), str(moment)], cwd=Path(__file__).parents[2]
        )
        assert process.returncode == -signal.SIGKILL
    land_folder(source, stormy, sources=SOURCES)
    assert landed(stormy) == landed(calm)
    assert stormy.ledger.read_text() == calm.ledger.read_text()


def test_killed_between_the_folder_and_the_ledger(tmp_path: Path) -> None:
    source, runs = extracts(tmp_path / "extracts", files=2), RunsFolder(tmp_path / "runs")
    land_folder(source, runs, sources=SOURCES)
    whole = runs.ledger.read_text()
    records = json.loads(whole)
    records["deliveries"].pop()
    runs.ledger.write_text(json.dumps(records))
    deliveries = land_folder(source, runs, sources=SOURCES)
    assert {one.outcome for one in deliveries} == {Outcome.ALREADY_LANDED}
    assert runs.ledger.read_text() == whole


def test_half_written_folder_is_swept(tmp_path: Path) -> None:
    source, runs = extracts(tmp_path / "extracts", files=1), RunsFolder(tmp_path / "runs")
    half = runs.delivery(".incoming-pupils-2026-11-01-abc")
    (half / "rows").mkdir(parents=True)
    land_folder(source, runs, sources=SOURCES)
    assert not half.exists()


def test_two_at_once_are_refused_and_a_dead_one_is_forgotten(tmp_path: Path) -> None:
    source, runs = extracts(tmp_path / "extracts", files=1), RunsFolder(tmp_path / "runs")
    with open_ledger(runs), pytest.raises(AnotherIsLanding) as refused:
        land_folder(source, runs, sources=SOURCES)
    assert refused.value.code == "K121"
    assert (runs.root / "ledger.lock").exists()
    (delivery,) = land_folder(source, runs, sources=SOURCES)
    assert delivery.outcome is Outcome.LANDED


def test_full_disk_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, runs = extracts(tmp_path / "extracts", files=2), RunsFolder(tmp_path / "runs")
    copyfile = shutil.copyfile

    def full(original: Path, copy: Path) -> None:
        if "2026-11-02" in str(original):
            copyfile(original, copy)
            raise OSError(errno.ENOSPC, "No space left on device")
        copyfile(original, copy)

    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(CannotWrite) as refused:
        land_folder(source, runs, sources=SOURCES)
    assert refused.value.code == "K122"
    assert "disk is full" in str(refused.value)
    monkeypatch.undo()
    assert [one.as_at.day for one in current_deliveries(runs)] == [1]
    assert len(landed(runs)) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_full_disk_while_the_rows_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, runs = extracts(tmp_path / "extracts", files=1), RunsFolder(tmp_path / "runs")
    write_rows = land_rows.write_rows
    monkeypatch.setattr(land_rows, "write_rows", lambda *given: write_rows(*given[:-1], Path("/dev/full")))
    with pytest.raises(CannotWrite):
        land_folder(source, runs, sources=SOURCES)
    assert not landed(runs)


def test_unreadable_ledger_stops_landing_and_is_not_touched(tmp_path: Path) -> None:
    source, runs = extracts(tmp_path / "extracts", files=1), RunsFolder(tmp_path / "runs")
    land_folder(source, runs, sources=SOURCES)
    runs.ledger.write_text('{"deliveries": [{')
    with pytest.raises(LedgerUnreadable):
        land_folder(source, runs, sources=SOURCES)
    assert runs.ledger.read_text() == '{"deliveries": [{'


def test_lost_ledger_is_rebuilt_from_the_folders(tmp_path: Path) -> None:
    source, runs = extracts(tmp_path / "extracts", files=2), RunsFolder(tmp_path / "runs")
    land_folder(source, runs, sources=SOURCES)
    before = {one.delivery_id for one in current_deliveries(runs)}
    runs.ledger.unlink()
    assert {one.outcome for one in land_folder(source, runs, sources=SOURCES)} == {Outcome.ALREADY_LANDED}
    assert {one.delivery_id for one in current_deliveries(runs)} == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_closed_folder_is_said_plainly(tmp_path: Path) -> None:
    source, runs = extracts(tmp_path / "extracts", files=1), RunsFolder(tmp_path / "runs")
    runs.root.mkdir(mode=0o500)
    with pytest.raises(CannotWrite):
        land_folder(source, runs, sources=SOURCES)
