"""Takes a county's runs into PostgreSQL, opens pages, searches, goes back: ``python -m bench.county.live``.

Called twice: first ``sign``, because a run is only loadable where its agreements were handed over before it; then
``measure``, once the engine has run twice.
"""

from __future__ import annotations

import json
import math
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

BY = "bench"
PASSWORD, SECRET = "a long enough bench phrase", "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PURPOSE = "EARLY_HELP_SUPPORT"
TABLES = "people_%"
# Whose workers open families for that purpose: help, social care, health visitors, housing.
AGENCIES = ("COUNCIL_EH", "COUNCIL_SC", "HEALTH_VISITING", "WEXMOOR_HOMES")


def prepare(folder: Path) -> None:
    """Start the county's own database and Django."""
    os.environ |= {"KITH_VAR": str(folder / "var"), "KITH_TODAY": "2026-11-20", "KITH_DEMO": "1"}
    from kith.project.django_side import start_django
    from kith.project.migrate import migrate

    start_django()
    migrate()


def sign(folder: Path) -> None:
    """Sign the agreements and hand them over to the runs to come."""
    from kith.handover.example import install_example
    from kith.handover.export import export_decisions

    install_example(folder / "council")
    export_decisions(folder / "runs")


def measure(folder: Path, pages: int) -> None:
    """Load both runs, open pages, search, go back; each step is written to live.json as it ends, and not done again."""
    from kith.handover.load import back, load_run, make_live

    runs = sorted(path.parent for path in (folder / "runs" / "runs").glob("*/manifest.json"))
    took = Took(folder / "live.json")
    for name, run in (("first", runs[0]), ("second", runs[-1])):
        took.note(f"load the {name} run", partial(_seconds, partial(load_run, run, by=BY)))
        took.note(f"make the {name} run live", partial(_seconds, partial(make_live, run.name, by=BY)))
    took.note("size", _size)
    asked = _choose(pages)
    clients = dict(_sign_in(sorted({one["username"] for one in asked})))
    took.note("asked", lambda: {"families": len(asked), "workers": len(clients)})
    took.note("family page", lambda: _shares(lambda one: _open(clients[one["username"]], one), asked))
    took.note("search by name", lambda: _shares(lambda one: _search(clients[one["username"]], one["name"]), asked))
    took.note(
        "search, a letter missing",
        lambda: _shares(lambda one: _search(clients[one["username"]], _slip(one["name"])), asked),
    )
    took.note("go back to the first run", lambda: _seconds(partial(back, by=BY)))
    took.note("page after going back", lambda: _shares(lambda one: _open(clients[one["username"]], one), asked[:100]))


class Took:
    """What each step took, and how busy the machine was then; kept in a file, so that a bench cut short goes on."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.steps: dict[str, Any] = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}

    def note(self, step: str, work: Callable[[], Any]) -> None:
        """Do a step that is not noted yet."""
        if step not in self.steps:
            found = work()
            self.steps[step] = (found if isinstance(found, dict) else {"seconds": found}) | {"load": os.getloadavg()[0]}
            self.file.write_text(json.dumps(self.steps, indent=1), encoding="utf-8")
            print(step, self.steps[step], flush=True)


def _choose(pages: int) -> list[dict[str, str]]:
    """Return different families, each with a worker who is tied to it and a member's name; at most 40 of a worker."""
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute(
            """
            with tie as (
                select distinct on (family_ref) family_ref, agency_id, staff_id, person_ref
                from governance_relationship
                where kind in ('LEAD', 'TEAM') and family_ref <> '' and agency_id = any (%s)
                  and not exists (
                    select from people_familymember member join governance_shield using (person_ref)
                    where member.family_ref = governance_relationship.family_ref)
                order by family_ref, agency_id, staff_id
            ),
            few as (
                select *, row_number() over (partition by agency_id, staff_id order by family_ref) as turn,
                    md5(agency_id || staff_id) as draw
                from tie
            )
            select few.agency_id, few.staff_id, family_ref, forename || ' ' || surname
            from few
            join people_persondetails person using (person_ref) join intake_run run on run.id = run_id
            where run.state = 'LIVE' and forename <> '' and surname <> '' and turn <= 40
            order by draw, family_ref
            limit %s
            """,
            [list(AGENCIES), pages],
        )
        rows = cursor.fetchall()
    found = [
        {"username": f"bench-{agency}-{staff}".lower(), "agency": agency, "staff": staff, "family": ref, "name": name}
        for agency, staff, ref, name in rows
    ]
    _make_accounts({one["username"]: one for one in found})
    Random(1).shuffle(found)
    return found


def _make_accounts(workers: dict[str, dict[str, str]]) -> None:
    from datetime import date

    from kith.apps.agencies.actions import make_account

    for username, one in workers.items():
        make_account(
            username=username, password=PASSWORD, code_secret=SECRET, agency_id=one["agency"], staff_id=one["staff"],
            role="PRACTITIONER", since=date(2026, 1, 1), by=BY,
        )  # fmt: skip


def _sign_in(usernames: list[str]) -> Iterator[tuple[str, Any]]:
    """Sign each worker in as a person does: name, password, code, purpose."""
    from django.core.cache import cache
    from django.test import Client

    from kith.apps.agencies.queries import current_code

    for username in usernames:
        cache.clear()  # a code is good once: forget those that were used before
        client = Client(HTTP_HOST="localhost")
        client.post("/accounts/login/", {"login": username, "password": PASSWORD})
        client.post("/accounts/2fa/authenticate/", {"code": current_code(SECRET)})
        client.post("/purpose/", {"purpose": PURPOSE})
        yield username, client


def _open(client: Any, one: dict[str, str]) -> float:
    began = time.perf_counter()
    page = client.get(f"/families/{one['family']}/")
    # A tie may be through somebody the worker may not know of: such a family stays shut, and is not counted.
    return time.perf_counter() - began if page.status_code == 200 else math.nan


def _search(client: Any, text: str) -> float:
    """Post what is asked and follow to the answer, as the browser does; both requests count."""
    began = time.perf_counter()
    page = client.post("/search/", {"asked": text}, follow=True)
    took = time.perf_counter() - began
    return took if page.status_code == 200 else math.nan


def _slip(name: str) -> str:
    """Leave out one letter from the middle of a name, as a hurried hand does."""
    middle = len(name) // 2
    return name[:middle] + name[middle + 1 :]


def _shares(ask: Callable[[dict[str, str]], float], asked: list[dict[str, str]]) -> dict[str, float]:
    """Return the median and the slow end, in milliseconds, and what one costs the processors on average."""
    worked = _worked()
    times = [took for one in asked if not math.isnan(took := ask(one))]
    if len(times) < 0.95 * len(asked):
        raise SystemExit(f"{len(asked) - len(times)} of {len(asked)} pages did not open.")
    cuts = statistics.quantiles(times, n=100)
    slow = {name: round(cuts[place] * 1000) for name, place in (("p50", 49), ("p95", 94), ("p99", 98))}
    return {"of": len(times), **slow, "processor": round((_worked() - worked) / len(asked) * 1000)}


def _worked() -> float:
    """Return the processor's seconds so far: of this process and of the database's that serves it."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        stat = Path(f"/proc/{cursor.fetchone()[0]}/stat")
    ticks = sum(map(int, stat.read_text(encoding="ascii").rsplit(")", 1)[1].split()[11:13])) if stat.exists() else 0
    return time.process_time() + ticks / os.sysconf("SC_CLK_TCK")


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return round(time.perf_counter() - began, 1)


def _size() -> dict[str, int]:
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute("select sum(reltuples)::bigint from pg_class where relkind = 'r' and relname like %s", [TABLES])
        rows = int(cursor.fetchone()[0])
        cursor.execute("select pg_database_size(current_database()) / 1000000")
        return {"rows": rows, "megabytes": int(cursor.fetchone()[0])}


if __name__ == "__main__":
    what, where = sys.argv[1], Path(sys.argv[2])
    prepare(where)
    if what == "sign":
        sign(where)
    else:
        measure(where, int(sys.argv[3]))
