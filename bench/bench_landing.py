"""Measures landing: rows a minute and the most memory, on files of several sizes, beside DuckDB's own CSV reader.

Run: python bench/bench_landing.py [rows ...]   (default 100000 1000000). Writes bench/results/landing.md.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from kith.engine.landing.land import land_file
from kith.engine.sources.declare import Column, File, Source
from kith.engine.store import RunsFolder, open_database

HERE = Path(__file__).parent
SOURCE = Source(
    name="bench",
    title="Bench",
    agency_kind="S",
    agency_id="BENCH",
    files=(
        File(
            "pupils",
            "pupils_*.csv",
            "csv",
            (
                Column("Pupil ID", "pupil_id", required=True),
                Column("Surname", "surname", required=True),
                Column("Forename", "forename", required=True),
                Column("Date of Birth", "born_on", "date", dates=("%d/%m/%Y",)),
                Column("Sex", "sex", "code", codes={"M": "male", "F": "female"}),
                Column("NHS", "nhs_number", "nhs_number"),
                Column("UPRN", "uprn", "uprn"),
                Column("Address", "address"),
                Column("Postcode", "postcode", "postcode"),
                Column("Absence", "absence", "number"),
                Column("FSM", "fsm", "yes_no"),
                Column("Start", "start_on", "date", dates=("%d/%m/%Y",)),
            ),
            key=("pupil_id",),
        ),
    ),
    fills=("person",),
    category="SCHOOL",
    purpose="bench",
    necessity="A bench needs rows of the width that a school census has, and these people do not exist at all.",
)


def make(rows: int, path: Path) -> None:
    """Write ``rows`` invented pupils; one in a thousand has something wrong."""
    database = open_database()
    database.execute(
        f"""copy (select
            'P' || lpad(i::varchar, 9, '0') as "Pupil ID", 'Surname' || (i % 5000) as "Surname",
            'Forename' || (i % 900) as "Forename",
            case when i % 1000 = 7 then '31/02/2015' else strftime(date '2008-01-01' + (i % 5000)::int, '%d/%m/%Y') end
                as "Date of Birth",
            case when i % 2 = 0 then 'M' else 'F' end as "Sex", '9434765919' as "NHS",
            '9990' || lpad((i % 300000)::varchar, 8, '0') as "UPRN",
            (i % 200) || ' Tern Close, Northmoor, Wexmoor' as "Address",
            'QX' || (i % 9 + 1) || ' ' || (i % 8 + 1) || 'TN' as "Postcode", (i % 300) / 10 as "Absence",
            case when i % 4 = 0 then 'Y' else 'N' end as "FSM", '01/09/2022' as "Start"
            from range({rows}) t(i)) to '{path}' (header)"""
    )


def land_once(path: Path, work: Path) -> None:
    """Land ``path`` and print seconds, rows and the most memory of this process, as JSON."""
    began = time.perf_counter()
    delivery = land_file(SOURCE, path, RunsFolder(work), sources={})
    print(json.dumps({**_spent(began), "rows": delivery.rows_landed + delivery.rows_set_aside, "code": delivery.code}))


def peer_once(path: Path, work: Path) -> None:
    """Do the peer's share of the work: read all as text, cast what it can, write Parquet; no checks, no report."""
    began = time.perf_counter()
    database = open_database(spill=work)
    database.execute("set memory_limit = '1GB'")
    database.execute(
        f"""copy (select * replace (
            try_strptime("Date of Birth", '%d/%m/%Y')::date as "Date of Birth", "Absence"::double as "Absence",
            try_strptime("Start", '%d/%m/%Y')::date as "Start")
            from read_csv('{path}', all_varchar = true, header = true)) to '{work}/peer.parquet' (compression zstd)"""
    )
    print(json.dumps(_spent(began)))


def _spent(began: float) -> dict[str, float]:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": round(time.perf_counter() - began, 2), "peak_mb": round(peak)}


def _apart(what: str, path: Path, work: Path) -> dict[str, float]:
    """Run one measurement in a process of its own, so that its memory is its own."""
    run = subprocess.run([sys.executable, __file__, what, str(path), str(work)], capture_output=True, text=True)
    if run.returncode:
        raise SystemExit(run.stderr)
    found: dict[str, float] = json.loads(run.stdout.splitlines()[-1])
    return found


def main(sizes: list[int]) -> None:
    """Measure every size and write the results."""
    lines = [
        "# Landing: measured",
        "",
        "`python bench/bench_landing.py`, 2 cores, 12 columns, one row in a thousand faulty; peak is resident memory.",
        "The peer is DuckDB alone, `read_csv` to Parquet with three casts: no checks, no report, no ledger.",
        "Load is the machine's average over the last minute: above 2, other work shared the two cores.",
        "",
        "| rows | file MB | seconds | rows a minute | peak MB | peer seconds | peer peak MB | times the peer | load |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for rows in sizes:
        with tempfile.TemporaryDirectory() as folder:
            work = Path(folder)
            path = work / "pupils_2026-11-20.csv"
            make(rows, path)
            own, peer = _apart("land", path, work / "runs"), _apart("peer", path, work)
            if own["code"]:
                raise SystemExit(f"The bench file was refused: {own['code']}")
            pace = own["rows"] / own["seconds"] * 60
            times, load = own["seconds"] / peer["seconds"], os.getloadavg()[0]
            lines.append(
                f"| {rows:,} | {path.stat().st_size / 1e6:,.0f} | {own['seconds']} | {pace:,.0f} | {own['peak_mb']:,} "
                f"| {peer['seconds']} | {peer['peak_mb']:,} | {times:.1f} | {load:.1f} |"
            )
            print(lines[-1])
    (HERE / "results").mkdir(exist_ok=True)
    (HERE / "results" / "landing.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:2] == ["land"]:
        land_once(Path(sys.argv[2]), Path(sys.argv[3]))
    elif sys.argv[1:2] == ["peer"]:
        peer_once(Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        main([int(size) for size in sys.argv[1:]] or [100_000, 1_000_000])
