"""Measures what access costs: a five-query page over HTTP with the door, the policies and the log, and without them.

Run: python bench/bench_access.py [seconds]   (default 20 for each). Makes its own database under the temporary folder,
of 760,000 people linked and 200,000 in view, and deletes it. Writes bench/results/access.md.
"""

from __future__ import annotations

import http.client
import os
import platform
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

HERE = Path(__file__).parent
VAR = Path(tempfile.gettempdir()) / f"kith-bench-access-{os.getpid()}"
CONNECTIONS, WORKERS = 4, 2
os.environ |= {"KITH_VAR": str(VAR), "KITH_TODAY": "2026-11-20", "DJANGO_SETTINGS_MODULE": "kith.project.settings"}
GUARDED = (
    "people_persondetails", "people_familydetails", "people_familymember", "people_relation", "people_dwelling",
    "people_residence", "people_involvement", "people_fact",
)  # fmt: skip


def main(seconds: float) -> None:
    """Build the world, measure, write the page."""
    from kith.project.postgres import ensure_running, remove

    (VAR / "static").mkdir(parents=True)
    ensure_running(VAR, throw_away=True, own=True)
    try:
        import django

        django.setup()
        from kith.project.migrate import migrate

        migrate()
        built = _timed(_build)
        pairs = _choose(400)
        guarded = _load("guarded", pairs, seconds)
        begin = _begin_cost(pairs)
        page = _family_page(pairs[:120])
        _set_security("disable")
        plain = _load("plain", pairs, seconds)
        bare = _family_page_bare(pairs[:120])
        _write(built, guarded, plain, begin, page, bare, seconds)
    finally:
        remove(VAR)
        shutil.rmtree(VAR, ignore_errors=True)


def _build() -> None:
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        for statement in (HERE / "access_world.sql").read_text(encoding="utf-8").split(";\n"):
            if statement.strip():
                cursor.execute(statement)
        cursor.execute("analyze")


def _choose(count: int) -> list[tuple[str, str]]:
    """Return workers with families that they may open."""
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "select account.username, tie.family_ref from governance_relationship tie"
            " join agencies_worker worker on worker.staff_id = tie.staff_id"
            " join agencies_user account on account.id = worker.user_id where worker.id % 10 <> 0"
            " and not exists (select from governance_shield shield where shield.person_ref = tie.person_ref)"
            " order by tie.id"
        )
        return Random(1).sample(cursor.fetchall(), count)


def _set_security(how: str) -> None:
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        for table in GUARDED:
            cursor.execute(f"alter table {table} {how} row level security")


def _load(how: str, pairs: list[tuple[str, str]], seconds: float) -> tuple[float, float, float, int]:
    """Ask as fast as four connections can; return views a second, p50 and p99 in milliseconds, and faults."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "-b", f"127.0.0.1:{port}", "-w", str(WORKERS),
         "--log-level", "error", "bench.access_page:application"],
        cwd=HERE.parent,
    )  # fmt: skip
    try:
        _await(port)
        _ask(how, port, pairs, 5, Random(0))  # warm: connections, plans, caches
        times: list[float] = []
        faults: list[int] = []
        threads = [
            threading.Thread(target=lambda seed=seed: _collect(how, port, pairs, seconds, seed, times, faults))
            for seed in range(CONNECTIONS)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        server.terminate()
        server.wait()
    times.sort()
    return len(times) / seconds, statistics.median(times) * 1000, times[int(len(times) * 0.99)] * 1000, sum(faults)


def _collect(
    how: str, port: int, pairs: list[tuple[str, str]], seconds: float, seed: int, times: list[float], faults: list[int]
) -> None:
    found, wrong = _ask(how, port, pairs, seconds, Random(seed))
    times += found
    faults.append(wrong)


def _ask(how: str, port: int, pairs: list[tuple[str, str]], seconds: float, draw: Random) -> tuple[list[float], int]:
    until, times, faults = time.monotonic() + seconds, [], 0
    while time.monotonic() < until:
        username, family_ref = draw.choice(pairs)
        began = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", port)
        connection.request("GET", f"/{how}/{username}/{family_ref}")
        answer = connection.getresponse()
        rows = answer.read()
        connection.close()
        times.append(time.perf_counter() - began)
        faults += answer.status != 200 or rows == b"0"
    return times, faults


def _await(port: int) -> None:
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("gunicorn did not start")


def _begin_cost(pairs: list[tuple[str, str]]) -> float:
    """Return the median milliseconds of kith_begin for one family."""
    from django.db import connection, transaction

    from bench.access_page import PURPOSE, worker_called

    took = []
    for username, family_ref in pairs:
        worker = worker_called(username)
        with transaction.atomic(), connection.cursor() as cursor:
            began = time.perf_counter()
            cursor.execute(
                "select kith_begin(%s, %s, '2026-11-20', true, 'bench', 'FAMILY', %s)",
                [worker.worker_id, PURPOSE, family_ref],
            )
            took.append(time.perf_counter() - began)
    return statistics.median(took) * 1000


def _family_page(pairs: list[tuple[str, str]]) -> float:
    """Return the median milliseconds of the real family page's reading, with the door, the policies and the log."""
    from bench.access_page import PURPOSE, worker_called
    from kith.apps.governance.access import open_family

    def read(username: str, family_ref: str) -> None:
        with open_family(worker_called(username), PURPOSE, family_ref) as access:
            _read_page(access)

    return _median(pairs, read)


def _family_page_bare(pairs: list[tuple[str, str]]) -> float:
    """Return the same without any: everything is let through, nothing is asked, begun or logged."""
    from django.db import transaction

    from bench.access_page import PURPOSE, worker_called
    from kith.apps.governance.access import FamilyAccess
    from kith.apps.governance.standing import Standing
    from kith.rules.access import DETAIL, Decision

    class Everything(FamilyAccess):
        def decide(self, **_: object) -> Decision:
            return Decision(DETAIL, None, frozenset())

        def shielded_among(self, person_refs: object) -> frozenset[str]:
            return frozenset()

        def hidden_pairs_among(self, person_refs: object) -> frozenset[frozenset[str]]:
            return frozenset()

    standing = Standing.of(worker_called(pairs[0][0]), PURPOSE)

    def read(username: str, family_ref: str) -> None:
        with transaction.atomic():
            _read_page(Everything(family_ref, standing, (), Decision(DETAIL, None, frozenset()), ""))

    return _median(pairs, read)


def _read_page(access: object) -> None:
    from datetime import date

    from kith.apps.singleview.queries import Choice, get_family_page

    get_family_page(access, choice=Choice("", False, True), on=date(2026, 11, 20))


def _median(pairs: list[tuple[str, str]], read: Callable[[str, str], None]) -> float:
    for pair in pairs[:20]:
        read(*pair)
    return statistics.median(_timed(lambda pair=pair: read(*pair)) for pair in pairs) * 1000


def _timed(work: Callable[[], None]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _write(
    built: float,
    guarded: tuple[float, float, float, int],
    plain: tuple[float, float, float, int],
    begin: float,
    page: float,
    bare: float,
    seconds: float,
) -> None:
    def row(name: str, found: tuple[float, float, float, int]) -> str:
        return f"| {name} | {found[0]:,.0f} | {found[1]:.1f} | {found[2]:.1f} | {found[3]} |"

    text = f"""# What access costs

Command: `python bench/bench_access.py {seconds:g}` on {os.cpu_count()} cores, Python {platform.python_version()}.
Load average while it ran: {os.getloadavg()[0]:.1f}. The world: 760,000 people linked, 200,000 of them in view,
1,000,000 facts, 5,000 workers, 130,000 ties, 2,640 agreements; made in {built:.0f} s.

A page of five queries over HTTP, {WORKERS} gunicorn workers, {CONNECTIONS} connections; the client runs on the same
cores.

| | views a second | p50, ms | p99, ms | faults |
|---|---|---|---|---|
{row("door, row-level security, log line", guarded)}
{row("plain tables, no door, no log", plain)}

Ratio: {plain[0] / guarded[0]:.1f} times fewer views a second. Bar: 150 views a second, p99 under 60 ms.

`kith_begin` for one family: {begin:.1f} ms (median).

The real family page's reading: {page:.1f} ms with all of it, {bare:.1f} ms with none ({page / bare:.2f} times; bar 2).
"""
    (HERE / "results" / "access.md").write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    sys.path.insert(0, str(HERE.parent))
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 20)
