"""Measures append-and-seal on the real log against a row-lock hash chain: lines a second with one and eight writers.

Run: python bench/bench_seal.py [seconds]   (default 10 for each measure). Writes bench/results/seal.md.

Writers are pgbench clients, so that PostgreSQL is measured and not Python. Each line is a transaction of its own, as a
page's is: as the web role, through the real table with its stamps, row-level security and five indexes, while a sealer
seals every second. The peer is what an in-line chain does: lock the head's row, hash, insert, move the head. Both with
``synchronous_commit`` on, as in production, and off, as the reference was measured.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
CLIENTS = (1, 8)
SEAL_EVERY = 1.0
BAR = 15_000
VALUES = """null, '', 'LEAD_WORKER', 'SCH_1', repeat('a', 64), 'password+totp', true, repeat('b', 64),
    repeat('c', 64), 'EARLY_HELP_SUPPORT', 'VIEW', 'F-' || :r, array['P-' || :r, 'P-' || (:r + 1)], '{}',
    array['P-' || :r || '|HEALTH|3|12', 'P-' || :r || '|SCHOOL|4|7'], array['HEALTH', 'SCHOOL'], 19, 4, 3, 'SHARING',
    'ALLOWED', 'LEAD', '', array['RECORD'], array['WEXMOOR-PARTNERSHIP'], '{}', '', '', false, '', '2026-11-21.1', true,
    ''"""
COLUMNS = """worker_id, on_behalf_of, role, agency_id, session_ref, signed_in_by, has_second_factor, ip_hash,
    device_hash, purpose, action, family_ref, subject_refs, found_family_refs, shown, categories, rows_shown,
    level_asked, level_granted, gate, outcome, tie_kind, basis, obligations, agreement_refs, preference_refs,
    break_glass_ref, enquiry_ref, reason_given, query_fingerprint, policy_version, is_family_visible, withheld_code"""
APPEND = f"\\set r random(1, 200000)\ninsert into audit_accessevent ({COLUMNS}) values ({VALUES});\n"
CHAINED = "\\set r random(1, 200000)\nselect chain_append(:r);\n"
# The same line, chained as it is written, into a table with the same columns and indexes.
PEER = f"""
    create table chain_line (like audit_accessevent including indexes including identity);
    alter table chain_line add column hash bytea,
        alter column at set default now(), alter column tx set default 0, alter column epoch set default 1;
    create table chain_head (hash bytea not null);
    insert into chain_head values ('');
    create function chain_append(r integer) returns void language plpgsql security definer as $$
    declare before bytea; fresh chain_line;
    begin
        select hash into before from chain_head for update;
        insert into chain_line ({COLUMNS}) values ({VALUES.replace(":r", "r")}) returning * into fresh;
        update chain_line set hash = sha256(before || convert_to(fresh::text, 'utf8')) where id = fresh.id;
        update chain_head set hash = sha256(before || convert_to(fresh::text, 'utf8'));
    end $$;
    grant execute on function chain_append(integer) to kith_web;
"""


def main() -> None:
    """Measure everything in a database of its own, and write the page."""
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    pgbench = _find_pgbench()
    with tempfile.TemporaryDirectory(prefix="kith-bench-") as folder:
        os.environ["KITH_VAR"] = folder
        from kith.project.postgres import ensure_running, remove

        urls = ensure_running(Path(folder), own=True)
        try:
            rows = _measure(pgbench, urls, seconds)
        finally:
            remove(Path(folder))
    _write(rows, seconds)


def _measure(pgbench: str, urls: dict[str, str], seconds: int) -> list[dict[str, Any]]:
    from kith.project.django_side import start_django

    start_django()
    from django.db import connections

    from kith.apps.audit.verify import verify_log
    from kith.project.migrate import migrate

    migrate()
    with connections["owner"].cursor() as cursor:
        cursor.execute(PEER)
    rows = []
    for commit in ("on", "off"):
        for clients in CLIENTS:
            before = _count_sealed()
            with _Sealer() as sealer:
                appended = _pgbench(pgbench, urls["web"], APPEND, clients, seconds, commit)
            _seal_rest()
            chained = _pgbench(pgbench, urls["web"], CHAINED, clients, seconds, commit)
            rows.append(
                {"commit": commit, "clients": clients, "appended": appended, "chained": chained,
                 "lines": _count_sealed() - before, "longest": sealer.longest,
                 "load": os.getloadavg()[0]}
            )  # fmt: skip
            print(rows[-1], flush=True)
    began = time.monotonic()
    report = verify_log()
    took = time.monotonic() - began
    assert not report.altered, report.altered
    assert report.unsealed == 0
    rows.append({"verified": report.lines, "seals": report.seals, "took": took})
    return rows


class _Sealer:
    """Seals every second beside the writers."""

    def __enter__(self) -> _Sealer:
        self.longest, self._stopped = 0.0, threading.Event()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        self._thread.join()

    def _run(self) -> None:
        from django.db import connections

        from kith.apps.audit.seal import seal_log

        while not self._stopped.wait(SEAL_EVERY):
            began = time.monotonic()
            seal_log()
            self.longest = max(self.longest, time.monotonic() - began)
        connections.close_all()


def _seal_rest() -> None:
    from kith.apps.audit.seal import seal_log

    while seal_log():
        pass


def _count_sealed() -> int:
    from kith.apps.audit.verify import count_sealed

    return count_sealed()


def _pgbench(pgbench: str, url: str, script: str, clients: int, seconds: int, commit: str) -> float:
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as file:
        file.write(script)
        file.flush()
        command = [
            pgbench,
            "-n",
            "-M",
            "prepared",
            "-c",
            str(clients),
            "-j",
            "2",
            "-T",
            str(seconds),
            "-f",
            file.name,
            url,
        ]
        options = {**os.environ, "PGOPTIONS": f"-c synchronous_commit={commit}"}
        said = subprocess.run(command, env=options, capture_output=True, text=True, check=False)
    if said.returncode:
        raise SystemExit(said.stderr)
    return float(re.search(r"tps = ([\d.]+)", said.stdout)[1])  # type: ignore[index]


def _find_pgbench() -> str:
    places = [
        shutil.which("pgbench"),
        *sorted(map(str, Path("/usr/lib/postgresql").glob("*/bin/pgbench")), reverse=True),
    ]
    found = next((place for place in places if place), None)
    if found is None:
        raise SystemExit("pgbench is not here: it comes with PostgreSQL's server package.")
    return found


def _write(rows: list[dict[str, Any]], seconds: int) -> None:
    *measured, proof = rows
    lines = [
        "# Append and seal: measured",
        "",
        f"`python bench/bench_seal.py {seconds}`, {os.cpu_count()} cores, PostgreSQL with `fsync` on; each line a",
        "transaction of its own, as the web role, through stamps, row-level security and five indexes; a sealer every",
        "second beside the writers. The peer is a row-lock hash chain over the same columns and indexes.",
        f"The bar is {BAR:,} lines a second with eight writers. Load is the machine's average over the last minute:",
        "above 2 before the measure's own, other work shared the two cores.",
        "",
        "| synchronous_commit | writers | append and seal, lines/s | row-lock chain, lines/s | times the peer "
        "| longest seal, s | load |",
        "|---|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {row['commit']} | {row['clients']} | {row['appended']:,.0f} | {row['chained']:,.0f} "
        f"| {row['appended'] / row['chained']:.1f} | {row['longest']:.2f} | {row['load']:.1f} |"
        for row in measured
    ]
    lines += [
        "",
        f"Every line was then proved: {proof['verified']:,} lines in {proof['seals']} seals worked out again in "
        f"{proof['took']:.1f} s ({proof['verified'] / proof['took']:,.0f} lines a second).",
        "",
    ]
    (HERE / "results" / "seal.md").write_text("\n".join(lines), encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
