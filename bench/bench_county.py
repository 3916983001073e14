"""Measures a county from files to pages: python bench/bench_county.py [PEOPLE ...] [--folder DIR] [--pages 1000].

Each size is made and run through the engine; the largest is then run once more as the week after, loaded, made live,
opened, searched and gone back from. What is in the folder already is not made again: a run that was cut short goes on.
Writes bench/results/county.md. The default is 20,000 people; the county is 760,000 (8 GB of memory, 25 GB of disk).
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "bench" / "results" / "county.md"
WHOLE = "Whole pipeline"


def main(sizes: list[int], folder: Path, pages: int) -> None:
    """Measure what has not been measured yet, and write the page."""
    sizes = sorted(sizes)
    for people in sizes:
        place = folder / str(people)
        place.mkdir(parents=True, exist_ok=True)
        _once(place / "made.json", "bench.county.engine", people, place, "made")
        if people == sizes[-1]:
            _once(place / "signed", "bench.county.live", "sign", place)
        _once(place / "first.json", "bench.county.engine", people, place, "first")
    place = folder / str(sizes[-1])
    _once(place / "second.json", "bench.county.engine", sizes[-1], place, "second")
    _once(place / "lived", "bench.county.live", "measure", place, pages)
    RESULTS.write_text(_page(sizes, folder), encoding="utf-8")
    print(RESULTS.read_text(encoding="utf-8"))


def _once(mark: Path, module: str, *arguments: object) -> None:
    """Run a step in a process of its own, so that its memory is its own; not again where its mark stands."""
    if not mark.exists():
        subprocess.run([sys.executable, "-m", module, *map(str, arguments)], cwd=ROOT, check=True)
        mark.touch()


def _page(sizes: list[int], folder: Path) -> str:
    took = [_read(folder / str(people) / "first.json") for people in sizes]
    place = folder / str(sizes[-1])
    parts = [
        _head(sizes),
        _engine_table(took),
        _growth(took[0], took[-1]) if len(took) > 1 else "",
        _second(_read(place / "first.json"), _read(place / "second.json")),
        _live(_read(place / "live.json")),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _head(sizes: list[int]) -> str:
    command = f"python bench/bench_county.py {' '.join(map(str, sizes))}"
    memory = os.environ.get("KITH_ENGINE_MEMORY", "as shipped")
    return (
        f"# A whole county: measured\n\n`{command}`, {date.today().isoformat()}, {os.cpu_count()} cores, Python"
        f" {platform.python_version()}; DuckDB's own limit of memory: {memory}.\nSeconds are by the clock, with the"
        " processor's beside them where others may have shared the machine; memory is the process's most in each stage."
    )


def _engine_table(took: list[dict[str, Any]]) -> str:
    lines = [
        "## From files to published tables\n",
        "| | " + " | ".join(f"{one['people']:,} people" for one in took) + " |",
        "|---|" + "---|" * len(took),
    ]
    for what in ("rows", "records", "facts", "linked", "in_view", "pairs"):
        lines.append(f"| {what.replace('_', ' ')} | " + " | ".join(f"{one[what]:,}" for one in took) + " |")
    for stage in took[-1]["stages"]:
        cells = (_cell(one["stages"][stage]) if stage in one["stages"] else "" for one in took)
        lines.append(f"| {stage} | " + " | ".join(cells) + " |")
    whole = (f"**{one['seconds']:,.0f} s** ({one['cpu']:,.0f})" for one in took)
    lines.append(f"| {WHOLE} | " + " | ".join(whole) + " |")
    most = (f"{max(stage['peak_mb'] for stage in one['stages'].values()):,} MB" for one in took)
    lines.append("| most memory | " + " | ".join(most) + " |")
    loads = (f"{one['load_before']}, {one['load_after']}" for one in took)
    lines.append("| load of the machine before, after | " + " | ".join(loads) + " |")
    return "\n".join([*lines, "", "Each stage: seconds (of processor), most memory. The bar: 15 minutes, 6 GiB."])


def _cell(stage: dict[str, Any]) -> str:
    return f"{stage['seconds']:,} s ({stage['cpu']:,.0f}), {stage['peak_mb']:,} MB"


def _growth(small: dict[str, Any], large: dict[str, Any]) -> str:
    """Say how cost grows with people: the power of n, of processor seconds, for others share the machine."""
    times = math.log(large["people"] / small["people"])
    powers = {
        stage: math.log(max(large["stages"][stage]["cpu"], 0.1) / max(small["stages"][stage]["cpu"], 0.1)) / times
        for stage in large["stages"]
        if stage in small["stages"]
    }
    whole = math.log(large["cpu"] / small["cpu"]) / times
    said = ", ".join(f"{stage.lower()} {power:.2f}" for stage, power in powers.items())
    return (
        f"From {small['people']:,} to {large['people']:,} people the processor's seconds grow as n to the power of"
        f" **{whole:.2f}** (bar 1.1): {said}."
    )


def _second(first: dict[str, Any], second: dict[str, Any]) -> str:
    stages = "; ".join(f"{name.lower()} {stage['seconds']:,} s" for name, stage in second["stages"].items())
    return (
        f"## The week after\n\nThe same files again, {second['people']:,} people: {second['seconds']:,.0f} s, where the"
        f" first run took {first['seconds']:,.0f} s ({stages})."
    )


def _live(took: dict[str, Any]) -> str:
    steps = [f"| {step} | {one['seconds']:,} | {one['load']:.1f} |" for step, one in took.items() if "seconds" in one]
    size, asked = took["size"], took["asked"]
    about = (
        f"{size['rows']:,} rows about people in two runs, {size['megabytes']:,} MB. {asked['families']:,} different"
        f" families, opened by {asked['workers']:,} workers who work with them, through the real views with their door,"
        " policies and log line, in one process, after signing in with a code:"
    )
    columns = ("of", "p50", "p95", "p99", "processor")
    shares = [
        f"| {name} | {' | '.join(str(one[column]) for column in columns)} | {one['load']:.1f} |"
        for name, one in took.items()
        if "p95" in one
    ]
    return "\n".join(
        [
            "## In the database\n",
            "| step | seconds | load of the machine |",
            "|---|---|---|",
            *steps,
            f"\n{about}\n",
            "| | of | p50, ms | p95, ms | p99, ms | of processor, ms | load of the machine |",
            "|---|---|---|---|---|---|---|",
            *shares,
            "\nThe bars: load within 180 s; family page p95 under 150 ms; search by name p95 under 200 ms, its two"
            " requests together.",
        ]
    )


def _read(file: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


if __name__ == "__main__":
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("people", nargs="*", type=int, default=[20_000])
    reader.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "kith-bench-county")
    reader.add_argument("--pages", type=int, default=1_000)
    asked = reader.parse_args()
    main(asked.people, asked.folder.absolute(), asked.pages)
