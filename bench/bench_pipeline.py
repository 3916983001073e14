"""Times the whole engine on example councils of growing size, with the accuracy of linkage beside the seconds.

Run it with: python bench/bench_pipeline.py 5000 20000 (sizes in people); it writes bench/results/pipeline.md.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from kith.engine import pipeline
from kith.engine.progress import Silent
from kith.engine.store import open_database
from kith.engine.synthetic.make import make_council

TODAY, SEED = date(2026, 11, 20), 1
RESULTS = Path(__file__).parent / "results" / "pipeline.md"
HEADINGS = (
    "people", "records", "make s", "land s", "standardise s", "link s", "families s", "publish s", "engine CPU s",
    "peak MB", "pairs compared", "precision", "recall", "F1", "mixed people",
)  # fmt: skip


def main(sizes: list[int]) -> None:
    """Measure each size in a process of its own, so that its peak memory is its own."""
    if sizes[:1] == [0]:
        print("|".join(measure(sizes[1])))
        return
    rows = [
        subprocess.run([sys.executable, __file__, "0", str(size)], check=True, capture_output=True, text=True).stdout
        for size in sizes
    ]
    table = [
        " | ".join(HEADINGS),
        " | ".join("---" for _ in HEADINGS),
        *(" | ".join(row.strip().split("|")) for row in rows),
    ]
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(
        "\n".join(["# The engine, extracts to published tables", "", *(f"| {row} |" for row in table), ""])
    )
    print(RESULTS.read_text())


def measure(people: int) -> list[str]:
    """Return one row of the table."""
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        council = make_council(people, SEED, Path(folder) / "council", as_at=TODAY, progress=Silent())
        made, cpu = time.perf_counter(), time.process_time()
        run = pipeline.run(council / "extracts", Path(folder) / "runs", as_at=TODAY)
        whole, cpu = time.perf_counter() - made, time.process_time() - cpu
        seconds = run.manifest["seconds"]
        linkage = run.manifest["linkage"]
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        stages = [seconds[stage] for stage in ("standardise", "link", "families", "publish")]
        return [
            f"{people:,}", f"{linkage['records']:,}", f"{made - started:.1f}", f"{whole - sum(stages):.1f}",
            *(f"{stage:.1f}" for stage in stages), f"{cpu:.1f}", f"{peak:,.0f}", f"{linkage['pairs_compared']:,}",
            *accuracy(council, run.folder),
        ]  # fmt: skip


def accuracy(council: Path, run: Path) -> list[str]:
    """Return pairwise precision, recall and F1, and how many people hold records of two."""
    database = open_database()
    database.execute(f"""
        create table marked as
        select person_id, person_ref from read_parquet('{council}/truth/record.parquet') as truth
        join read_parquet('{run}/stages/linked/record_person.parquet') as linked
            on linked.record_id = truth.source || ':' || truth.local_id""")

    def pairs(columns: str) -> float:
        query = f"select sum(c * (c - 1) / 2) from (select count(*) as c from marked group by {columns})"
        return float(database.execute(query).fetchall()[0][0])

    right = pairs("person_id, person_ref")
    precision, recall = right / pairs("person_ref"), right / pairs("person_id")
    mixed = database.execute(
        "select count(*) from (from marked select person_ref group by 1 having count(distinct person_id) > 1)"
    ).fetchall()[0][0]
    f1 = 2 * precision * recall / (precision + recall)
    return [f"{precision:.4f}", f"{recall:.4f}", f"{f1:.4f}", str(mixed)]


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [5_000, 20_000])
