"""Measures how the cost of ``kith link`` grows with the number of records, and says what that makes of a whole nation.

    python -m bench.linkage.growth [--rows 50000 200000 1000000] [--folder FOLDER] [--records 150000000]

Markdown goes to the screen, to paste into docs/explanation/linking-57-million.md. Processor seconds are told beside
wall seconds: they stay nearly the same on a busy machine. What the last line of the first table says was not measured:
it is the growth, drawn on.
"""

from __future__ import annotations

import argparse
import json
import math
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from bench.linkage import many
from bench.linkage.measured import run
from kith.engine.linkage import people
from kith.engine.store import open_database

STEPS = {
    "prepare": "Link: tidy",
    "block": "Link: block",
    "learn": "Link: learn",
    "weigh": "Link: score",
    "join": "Link: guard, cluster",
}
STAGES = ("Read", "Find dwellings", *STEPS.values(), "Link", "Find households", "Write")
TODAY = date(2026, 11, 21)


class Clock:
    """Counts the processor seconds of each stage and step; stands where a progress bar would."""

    def __init__(self) -> None:
        self.took: dict[str, float] = {}
        self._stage, self._began = "", 0.0

    def start(self, stage: str, total: int | None = None) -> None:
        self._stage, self._began = stage, time.process_time()

    def advance(self, units: int = 1) -> None:
        """Nothing is shown."""

    def done(self, said: str) -> None:
        self.took[self._stage] = time.process_time() - self._began

    def warn(self, said: str) -> None:
        """Nothing is shown."""

    def watch(self, step: Callable[..., Any], name: str) -> Callable[..., Any]:
        """Return ``step``, counted under ``name``."""

        def watched(*arguments: Any, **named: Any) -> Any:
            began = time.process_time()
            try:
                return step(*arguments, **named)
            finally:
                self.took[name] = self.took.get(name, 0.0) + time.process_time() - began

        return watched


def main() -> None:
    """Measure each size in a process of its own, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, nargs="+", default=[50_000, 200_000, 1_000_000])
    parser.add_argument("--records", type=int, default=150_000_000, help="of a whole nation")
    parser.add_argument("--folder", type=Path, help="keep the sets here")
    parser.add_argument("--one", type=Path, nargs=2, metavar=("SET", "OUT"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        print(json.dumps(_one(*asked.one)))
        return
    folder = asked.folder or Path(tempfile.mkdtemp(prefix="growth-"))
    measured = [_measure(folder, rows) for rows in asked.rows]
    _print_costs(measured, asked.records)
    _print_stages(measured)


def _one(here: Path, out: Path) -> dict[str, Any]:
    """Link one set in this process, and say what each part took."""
    from kith.engine.link_files.run import link_files

    clock = Clock()
    for step, name in STEPS.items():
        setattr(people, step, clock.watch(getattr(people, step), name))
    found = (path for path in here.iterdir() if path.suffix in (".csv", ".parquet") and path.name != "truth.parquet")
    linked = link_files(sorted(found), out=out, today=TODAY, mapping=here / "MAP.yml", progress=clock)
    return {"took": clock.took, "cpu": time.process_time(), "people": linked.counts["people"]}


def _measure(folder: Path, rows: int) -> dict[str, Any]:
    here, out = folder / f"many_{rows}", folder / f"growth_{rows}"
    if not (here / "truth.parquet").exists():
        print(f"{rows:,}: making the set", file=sys.stderr)
        many.make(here, rows=rows)
    shutil.rmtree(out, ignore_errors=True)
    print(f"{rows:,}: linking", file=sys.stderr)
    command = [sys.executable, "-m", "bench.linkage.growth", "--one", str(here), str(out)]
    took = run(command, at=Path.cwd(), log=folder / "log" / f"growth_{rows}.txt")
    if took.code != 0:
        raise SystemExit(took.said)
    pairs = open_database().execute(f"select count(*) from '{out}/state/edge-*.parquet'").fetchall()[0][0]
    disk = sum(file.stat().st_size for file in out.rglob("*") if file.is_file())
    said = json.loads(took.said.strip().splitlines()[-1])
    return said | {"rows": rows, "wall": took.seconds, "mb": took.peak_mb, "pairs": pairs, "disk": disk / 1e6}


def _print_costs(measured: list[dict[str, Any]], nation: int) -> None:
    kinds = ("wall", "cpu", "mb", "pairs", "disk")
    print("| records | wall s | processor s | peak MB | pairs compared | pairs per record | written MB |")
    print("|" + " --- |" * 7)
    for one in measured:
        each = one["pairs"] / one["rows"]
        print(_line(f"{one['rows']:,}", *(one[kind] for kind in kinds[:4]), f"{each:.2f}", one["disk"]))
    if len(measured) < 2:
        return
    first, last = measured[0], measured[-1]
    grown = {kind: math.log(last[kind] / first[kind]) / math.log(last["rows"] / first["rows"]) for kind in kinds}
    print(_line("*grows as n to the*", *(f"*{grown[kind]:.2f}*" for kind in kinds[:4]), "", f"*{grown['disk']:.2f}*"))
    drawn = {kind: last[kind] * (nation / last["rows"]) ** max(grown[kind], 1.0) for kind in kinds}
    each = drawn["pairs"] / nation
    print(_line(f"*{nation:,}, drawn on*", *(drawn[kind] for kind in kinds[:4]), f"{each:.2f}", drawn["disk"]))


def _print_stages(measured: list[dict[str, Any]]) -> None:
    """Processor microseconds for each record, stage by stage: what grows faster than the records stands out."""
    print("\n| processor seconds per million records | " + " | ".join(f"{one['rows']:,}" for one in measured) + " |")
    print("|" + " --- |" * (len(measured) + 1))
    for stage in STAGES:
        label = "Link, all of it, references and state too" if stage == "Link" else stage
        print(_line(label, *(one["took"].get(stage, 0.0) / one["rows"] * 1e6 for one in measured)))


def _line(*cells: str | float) -> str:
    return "| " + " | ".join(cell if isinstance(cell, str) else f"{cell:,.0f}" for cell in cells) + " |"


if __name__ == "__main__":
    main()
