"""One run at a time in a runs folder, no file of a day to come, and every refusal shown: on one small source."""

from __future__ import annotations

import signal
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from kith.engine import pipeline
from kith.engine.progress import Silent
from kith.engine.store import RunsFolder

TODAY = date(2026, 11, 20)
SAMPLE = Path(pipeline.__file__).parent / "sources" / "voluntary" / "sample"
HOLD = """
import sys, time
from pathlib import Path
from kith.engine.pipeline import _alone
from kith.engine.store import RunsFolder

with _alone(RunsFolder(Path(sys.argv[1]))):
    print("held", flush=True)
    time.sleep(600)
"""


class Watching(Silent):
    """Does something in the middle of a run, and remembers what a person was warned of."""

    def __init__(self, in_the_middle: object = None) -> None:
        self.in_the_middle = in_the_middle
        self.warnings: list[str] = []

    def start(self, stage: str, total: int | None = None) -> None:
        if stage == "Link" and callable(self.in_the_middle):
            self.in_the_middle()

    def warn(self, said: str) -> None:
        self.warnings.append(said)


@pytest.fixture
def extracts(tmp_path: Path) -> Path:
    folder = tmp_path / "extracts" / "voluntary"
    folder.mkdir(parents=True)
    for sample in SAMPLE.iterdir():
        (folder / sample.name).write_bytes(sample.read_bytes())
    return folder.parent


def test_second_run_is_refused_while_the_first_is_in_the_middle(extracts: Path, tmp_path: Path) -> None:
    refused = []

    def second() -> None:
        for again in (pipeline.run, pipeline.link):
            with pytest.raises(pipeline.AnotherIsRunning) as error:
                again(extracts, tmp_path / "runs")
            refused.append(error.value.code)

    first = pipeline.run(extracts, tmp_path / "runs", as_at=TODAY, progress=Watching(second))
    assert refused == ["K226", "K226"]
    assert (first.folder / "manifest.json").exists()


def test_killed_run_leaves_no_lock(extracts: Path, tmp_path: Path) -> None:
    runs = tmp_path / "runs"
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(runs)], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        with pytest.raises(pipeline.AnotherIsRunning):
            pipeline.run(extracts, runs, as_at=TODAY)
        assert not RunsFolder(runs).ledger.exists(), "the refused run landed nothing"
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert pipeline.link(extracts, runs, as_at=TODAY).folder.exists()


def test_file_of_a_day_to_come_is_refused_with_code_and_report(extracts: Path, tmp_path: Path) -> None:
    watching = Watching()
    with pytest.raises(pipeline.NothingLanded, match="K126"):
        pipeline.run(extracts, tmp_path / "runs", today=TODAY - timedelta(days=400), progress=watching)
    assert watching.warnings
    assert all("(K126)" in said and "report.html" in said for said in watching.warnings)


def test_run_that_failed_its_checks_says_what_it_found() -> None:
    checks = [{"name": "SOMEBODY_IN_VIEW", "passed": False, "said": "nobody is in view"}]
    with pytest.raises(pipeline.ChecksFailed, match=r"nobody is in view \(SOMEBODY_IN_VIEW\).*K225"):
        pipeline.Finished("00001", Path("runs/00001"), {"checks": checks}).require_passed()
