"""Runs the engine once on a council of a size: each stage's seconds and peak memory.

``python -m bench.county.engine PEOPLE FOLDER made`` makes the council, with another word the run of that name.

The peak is the process's resident memory, counted anew for each stage; where the system cannot count anew it is the
highest so far.
"""

from __future__ import annotations

import json
import os
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

from kith.engine import pipeline
from kith.engine.synthetic.make import make_council

TODAY, SEED = date(2026, 11, 20), 1


class Measured:
    """Progress that shows each stage's line, and keeps its seconds and its peak memory."""

    def __init__(self) -> None:
        self.stages: dict[str, dict[str, Any]] = {}

    def start(self, stage: str, total: int | None = None) -> None:
        """Begin to count."""
        self.stage, self.began, self.worked = stage, time.perf_counter(), time.process_time()
        _count_memory_anew()

    def advance(self, units: int = 1) -> None:
        """Ignore."""

    def done(self, said: str) -> None:
        """Keep what the stage took."""
        wall, cpu = time.perf_counter() - self.began, time.process_time() - self.worked
        peak = _most_memory()
        self.stages[self.stage] = {
            "seconds": round(wall, 1),
            "cpu": round(cpu, 1),
            "peak_mb": round(peak),
            "said": said,
        }
        print(f"{self.stage:24} {wall:8.1f} s {cpu:8.1f} s of processor {peak:8,.0f} MB  {said}", flush=True)

    def warn(self, said: str) -> None:
        """Show it."""
        print(said, flush=True)


def make(people: int, folder: Path) -> dict[str, Any]:
    """Make the council of so many people in ``folder``, if there is none; return what it took."""
    progress = Measured()
    if not (folder / "council" / "council.json").exists():
        make_council(people, SEED, folder / "council", as_at=TODAY, progress=progress)
    return {"people": people, "stages": progress.stages}


def run(people: int, folder: Path, name: str) -> dict[str, Any]:
    """Run the engine on the council in ``folder`` and write what it took as ``name``.json."""
    progress, load, began, worked = Measured(), os.getloadavg()[0], time.perf_counter(), time.process_time()
    done = pipeline.run(folder / "council" / "extracts", folder / "runs", as_at=TODAY, today=TODAY, progress=progress)
    counted = done.manifest
    took = {
        "people": people,
        "run": done.run_id,
        "passed": done.passed,
        "records": counted["linkage"]["records"],
        "facts": counted["standardise"]["tables"]["fact"],
        "rows": sum(file["rows_in"] for file in counted["standardise"]["files"]),
        "linked": counted["linkage"]["people"],
        "in_view": counted["people"]["IN_VIEW"],
        "pairs": counted["linkage"]["pairs_compared"],
        "seconds": round(time.perf_counter() - began, 1),
        "cpu": round(time.process_time() - worked, 1),
        "load_before": round(load, 1),
        "load_after": round(os.getloadavg()[0], 1),
        "stages": progress.stages,
    }
    (folder / f"{name}.json").write_text(json.dumps(took, indent=1), encoding="utf-8")
    return took


def _count_memory_anew() -> None:
    try:
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    except OSError:
        return


def _most_memory() -> float:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


if __name__ == "__main__":
    people, folder, name = int(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    if name == "made":
        (folder / "made.json").write_text(json.dumps(make(people, folder)), encoding="utf-8")
    else:
        run(people, folder, name)
