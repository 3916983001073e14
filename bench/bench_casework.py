"""Measures the pages of casework as 70 workers use them at once: a real server with two workers, and a draft's saving.

Run: python bench/bench_casework.py [seconds] [families]   (default 60 seconds, 2,900 families of four in view). Makes
its own database under the temporary folder and deletes it. Writes bench/results/casework.md.
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
from pathlib import Path
from random import Random
from urllib.parse import urlencode

HERE = Path(__file__).parent
VAR = Path(tempfile.gettempdir()) / f"kith-bench-casework-{os.getpid()}"
EPISODES, LEADS, MANAGERS, SERVERS = 2_500, 56, 4, 2
FRONT_DOOR = 10  # with leads and managers: 70 workers
PAUSE = 5.0  # seconds between two pages of one worker, on average: somebody reads and types
PASSWORD, SECRET = "a long enough bench phrase", "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
os.environ |= {"KITH_VAR": str(VAR), "KITH_TODAY": "2026-11-20", "KITH_DEMO": "1"}
os.environ["DJANGO_SETTINGS_MODULE"] = "kith.project.settings"
TABLES = ("casework_%", "frontdoor_%", "governance_relationship")
# What each kind of worker opens, and how often: page, weight, address ({family} and {contact} are drawn).
MIX: dict[str, tuple[tuple[str, int, str], ...]] = {
    "LEAD_WORKER": (
        ("my work", 3, "/casework/"),
        ("episode", 5, "/families/{family}/episode/"),
        ("draft save", 8, "/drafts/"),
    ),
    "MANAGER": (
        ("team", 3, "/casework/team/"),
        ("counts", 1, "/casework/counts/"),
        ("quality", 1, "/casework/quality/"),
        ("episode", 2, "/families/{family}/episode/"),
    ),
    "FRONT_DOOR": (
        ("queue", 3, "/front-door/"),
        ("contact", 5, "/front-door/{contact}/"),
        ("draft save", 8, "/drafts/"),
    ),
}
PURPOSES = {"LEAD_WORKER": "EARLY_HELP_SUPPORT", "MANAGER": "SUPERVISION", "FRONT_DOOR": "TRIAGE"}
Times = dict[str, list[float]]


def main(seconds: float, families: int) -> None:
    """Build the world, sign 70 workers in, measure, write the page."""
    from kith.project.postgres import ensure_running, remove

    (VAR / "static").mkdir(parents=True)
    ensure_running(VAR, throw_away=True, own=True)
    try:
        import django

        django.setup()
        from kith.project.migrate import migrate

        migrate()
        build(families)
        cookies = sign_in()
        times, faults = load(cookies, seconds)
        write(times, faults, seconds, families)
    finally:
        remove(VAR)
        shutil.rmtree(VAR, ignore_errors=True)


def build(families: int) -> None:
    """Fill the tables; triggers are for pages, and are off meanwhile."""
    from django.db import connections

    values = {"families": max(families, EPISODES + 400), "episodes": EPISODES}
    world = (HERE / "casework_world.sql").read_text(encoding="utf-8").format(**values)
    with connections["owner"].cursor() as cursor:
        cursor.execute("select relname from pg_class where relkind = 'r' and relname like any (%s)", [list(TABLES)])
        names = [name for (name,) in cursor.fetchall()]
        for how in ("disable", "enable"):
            for name in names:
                cursor.execute(f"alter table {name} {how} trigger user")
            for statement in world.split(";\n") if how == "disable" else ():
                if statement.strip():
                    cursor.execute(statement)
        cursor.execute("analyze")


def sign_in() -> list[tuple[str, int, str, str]]:
    """Sign each worker in as a person does; return role, number, cookies and form token."""
    from datetime import date

    from django.conf import settings
    from django.core.cache import cache
    from django.test import Client

    from kith.apps.agencies.actions import make_account
    from kith.apps.agencies.queries import current_code

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # not what is measured here
    signed = []
    for role, number in _workers():
        agency = "A2" if role == "FRONT_DOOR" else "A1"
        username = f"bench-{number}"
        make_account(
            username=username, password=PASSWORD, code_secret=SECRET, agency_id=agency, staff_id=f"s{number}",
            role=role, since=date(2026, 1, 1), by="bench",
        )  # fmt: skip
        cache.clear()  # a code is good once: forget those that were used before
        client = Client(HTTP_HOST="127.0.0.1")
        client.post("/accounts/login/", {"login": username, "password": PASSWORD})
        client.post("/accounts/2fa/authenticate/", {"code": current_code(SECRET)})
        client.post("/purpose/", {"purpose": PURPOSES[role]})
        token = client.get("/drafts/").json()["token"]
        jar = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
        signed.append((role, number, jar, token))
    return signed


def _workers() -> list[tuple[str, int]]:
    leads = [("LEAD_WORKER", number) for number in range(1, LEADS + 1)]
    managers = [("MANAGER", number) for number in range(71, 71 + MANAGERS)]
    return leads + managers + [("FRONT_DOOR", number) for number in range(77, 77 + FRONT_DOOR)]


def load(cookies: list[tuple[str, int, str, str]], seconds: float) -> tuple[Times, dict[str, int]]:
    """Let every worker open page after page with a pause between; return what each took, and what went wrong."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "-b", f"127.0.0.1:{port}", "-w", str(SERVERS), "--log-level", "error",
         "kith.project.wsgi:application"],
        cwd=HERE.parent,
    )  # fmt: skip
    times: Times = {}
    faults: dict[str, int] = {}
    try:
        _await(port)
        for role, number, jar, token in (cookies[0], cookies[LEADS], cookies[-1]) * 2:  # warm: connections, plans
            for page in MIX[role]:
                _ask(port, page, number, jar, token, Random(0))
        until = time.monotonic() + seconds
        threads = [
            threading.Thread(target=_work, args=(port, one, until, times, faults), daemon=True) for one in cookies
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        server.terminate()
        server.wait()
    return times, faults


def _work(port: int, who: tuple[str, int, str, str], until: float, times: Times, faults: dict[str, int]) -> None:
    role, number, jar, token = who
    draw = Random(number)
    time.sleep(draw.uniform(0, PAUSE))
    while time.monotonic() < until:
        page = draw.choices(MIX[role], [weight for _, weight, _ in MIX[role]])[0]
        took, status = _ask(port, page, number, jar, token, draw)
        times.setdefault(page[0], []).append(took)
        if status != 200:
            name = f"{page[0]}: {status}"
            faults[name] = faults.get(name, 0) + 1
        time.sleep(draw.expovariate(1 / PAUSE))


def _ask(port: int, page: tuple[str, int, str], number: int, jar: str, token: str, draw: Random) -> tuple[float, int]:
    name, _, address = page
    # Episode n has the number n + 1, and is led by the worker of that number and one: see casework_world.sql.
    own = draw.randrange(EPISODES // 70) * 70 + (number - 2) % 70 if number <= 70 else draw.randrange(EPISODES)
    address = address.format(family=f"F{own}", contact=f"CT-BENCH{draw.randrange(80)}")
    headers, body = {"Cookie": jar, "Host": "127.0.0.1"}, None
    if name == "draft save":
        words = {"words": "They said that mornings are hard. " * draw.randint(1, 20)}
        form = {"draft_form": "contact_new", "draft_about": "", "draft_section": "", "draft_keep_mine": "1"}
        body = urlencode(words | form | {"csrfmiddlewaretoken": token})
        headers |= {"Content-Type": "application/x-www-form-urlencoded", "Referer": f"http://127.0.0.1:{port}/"}
    began = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("POST" if body else "GET", address, body, headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return time.perf_counter() - began, answer.status


def _await(port: int) -> None:
    for _ in range(600):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("gunicorn did not start")


def write(times: Times, faults: dict[str, int], seconds: float, families: int) -> None:
    """Write the page of results."""

    def row(name: str) -> str:
        took = sorted(times[name])
        shares = [
            statistics.median(took),
            *(took[min(int(len(took) * share), len(took) - 1)] for share in (0.95, 0.99)),
        ]
        return f"| {name} | {len(took)} | " + " | ".join(f"{one * 1000:.0f}" for one in shares) + " |"

    asked = sum(map(len, times.values()))
    rows = "\n".join(row(name) for name in sorted(times))
    wrong = ", ".join(f"{name} ({count})" for name, count in sorted(faults.items())) or "none"
    text = f"""# The pages of casework

Command: `python bench/bench_casework.py {seconds:g} {families}` on {os.cpu_count()} cores,
Python {platform.python_version()}. Load average then: {os.getloadavg()[0]:.1f}. The world: {families:,} families
of four in view, {EPISODES:,} open episodes of one agency, 600 contacts of which 60 wait.

70 workers at once (56 lead workers, 4 managers, 10 at the front door), a pause of {PAUSE:g} seconds on average
between two pages; {SERVERS} gunicorn workers; the client runs on the same cores. {asked} pages in {seconds:g} seconds.

| page | asked | p50, ms | p95, ms | p99, ms |
|---|---|---|---|---|
{rows}

Faults: {wrong}. Bar: any page p95 under 200 ms, a draft's saving under 100 ms.
"""
    (HERE / "results" / "casework.md").write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    sys.path.insert(0, str(HERE.parent))
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 60, int(sys.argv[2]) if len(sys.argv) > 2 else 2_900)
