"""Time the making of an example council: python bench/bench_example.py [PEOPLE ...]; prints one line a size.

The bar: 760,000 people in ten minutes on two cores, and memory that does not grow past about six gigabytes.
"""

from __future__ import annotations

import resource
import shutil
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from kith.engine.progress import Silent
from kith.engine.synthetic.make import make_council

AS_AT = date(2026, 11, 20)


def measure(people: int) -> str:
    """Make one council in a temporary folder and say what it took."""
    folder = Path(tempfile.mkdtemp())
    try:
        began, worked = time.perf_counter(), time.process_time()
        council = make_council(people, 1, folder / "council", as_at=AS_AT, progress=Silent())
        wall, cpu = time.perf_counter() - began, time.process_time() - worked
        size = sum(path.stat().st_size for path in council.rglob("*") if path.is_file())
    finally:
        shutil.rmtree(folder)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    took = f"{wall:7.1f} s  {cpu:7.1f} s of processor  {peak:6,.0f} MB at most"
    return f"{people:>8,} people  {took}  {size / 1e6:7,.0f} MB written"


if __name__ == "__main__":
    for size in [int(text) for text in sys.argv[1:]] or [2_000, 20_000, 200_000]:
        print(measure(size), flush=True)
