"""Measures that every kind of "no record" takes as long as any other: 200 rounds of four kinds, in random order.

Run: python bench/bench_enquiries.py [rounds [people]]   (default 200 200000). Writes bench/results/enquiries.md.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 200
PEOPLE = int(sys.argv[2]) if len(sys.argv) > 2 else 200_000
KINDS = {
    "no such person": "NOBODY",
    "known, nothing held": "ZOE",
    "held, not for the asker": "ELLA",
    "shielded": "KIT",
}
PERMUTATIONS = 5_000
BULK = """
insert into people_persondetails (run_id, person_ref, forename, surname, known_as, previous_surnames, searched_name,
    born_on, sex, nhs_number, upn, is_shielded)
select run.id, 'B-' || n, 'Bulk' || n %% 500, 'Person' || n %% 3000, '', '', '', date '1950-01-01' + n %% 27000, 'F',
    lpad(n::text, 10, '0'), '', false
from intake_run run, generate_series(1, %s) n where run.state = 'LIVE'
"""


def main() -> None:
    """Make the world, ask, and write what came of it."""
    os.environ |= {"KITH_TODAY": "2026-11-20", "DJANGO_SETTINGS_MODULE": "kith.project.settings"}
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with tempfile.TemporaryDirectory(prefix="kith-bench-") as folder:
        os.environ["KITH_VAR"] = folder
        from kith.project.postgres import ensure_running, remove

        ensure_running(Path(folder), throw_away=True, own=True)
        try:
            _measure(Path(folder))
        finally:
            remove(Path(folder))


def _measure(folder: Path) -> None:
    import django

    django.setup()
    client = _world(folder)
    _lift_limits()
    plain = _times(client, max(20, ROUNDS // 4), is_padded=False)
    padded = _times(client, ROUNDS, is_padded=True)
    (ROOT / "bench" / "results" / "enquiries.md").write_text(_report(plain, padded), encoding="utf-8")


def _world(folder: Path) -> Any:
    from kith.handover.example import sign_agreements
    from kith.handover.load import load_run, make_live
    from kith.project.migrate import migrate
    from tests.builders.enquiries import flag, owner_sql
    from tests.builders.published_run import AS_AT, write_run
    from tests.builders.small_world import small_world
    from tests.builders.workers import sign_in_as
    from tests.integration.test_attack import _sign_in

    migrate()
    run = load_run(write_run(folder / "run-1", small_world()), by="bench")
    make_live(run.run_id, by="bench")
    sign_agreements("Wexmoor", AS_AT)
    owner_sql(BULK, PEOPLE)
    owner_sql("analyze people_persondetails")
    flag("P-ELLA", "POLICE", "KNOWN_NOW", "PROTECTED_ADDRESS", 3)
    flag("P-KIT", "SCH_1", "KNOWN_NOW", "SCHOOL", 1)
    sign_in_as("COUNCIL_EH", "E1", "FRONT_DOOR")
    client, _ = _sign_in("council_eh-e1")
    client.post("/purpose/", {"purpose": "TRIAGE"})
    return client


def _lift_limits() -> None:
    from kith.apps.agencies import limits as of_requests
    from kith.apps.enquiries.actions import asking
    from kith.apps.enquiries.catalogue import load_limits
    from tests.builders.enquiries import owner_sql

    owner_sql("update kith_question_limits set each_worker_an_hour = 900000, all_an_hour = 900000")
    of_requests.load_limits = lambda: ()  # type: ignore[assignment]
    lifted = replace(
        load_limits(),
        questions_a_day_for_each_worker=10**6,
        questions_a_day_for_each_agency=10**6,
        same_answer_within_minutes=0,
    )
    asking.load_limits = lambda: lifted  # type: ignore[assignment]


def _times(client: Any, rounds: int, *, is_padded: bool) -> dict[str, tuple[list[float], list[float]]]:
    from kith.apps.enquiries.views import ask
    from tests.builders import enquiries as people

    waits: Callable[[float], None] = ask.wait_for_the_step
    ask.wait_for_the_step = waits if is_padded else lambda began: None  # type: ignore[assignment]
    times: dict[str, tuple[list[float], list[float]]] = {kind: ([], []) for kind in KINDS}
    order = random.Random(3)
    for _ in range(rounds):
        for kind in order.sample(list(KINDS), len(KINDS)):
            _send_form(client, getattr(people, KINDS[kind]))
            began = time.perf_counter()
            asked = client.post("/questions/check/")
            answered = time.perf_counter()
            page = client.get(asked["Location"])
            times[kind][0].append(answered - began)
            times[kind][1].append(time.perf_counter() - answered)
            assert b"No record we can share" in page.content, kind
    ask.wait_for_the_step = waits
    return times


def _send_form(client: Any, whom: Any) -> None:
    number = {"NHS_NUMBER": "nhs_number", "POSTCODE": "postcode"}[whom.scheme]
    day = whom.born_on
    typed = {"question": "KNOWN_NOW", "forename": whom.forename, "surname": whom.surname, "case_ref": "C-1"}
    typed |= {"day": day.day, "month": day.month, "year": day.year, number: whom.value}
    sent = client.post("/questions/ask/", typed | {"reason": "Her school rang: she has not been in."})
    assert sent.status_code == 302


def _report(plain: dict[str, Any], padded: dict[str, Any]) -> str:
    base = next(iter(KINDS))
    lines = [
        "# Questions: measured",
        "",
        f"`python bench/bench_enquiries.py {ROUNDS} {PEOPLE}`, {os.cpu_count()} cores, {PEOPLE:,} people in view, load",
        f"{os.getloadavg()[0]:.1f}. Each round asks one question about each kind of nothing, in random order; the",
        "times are of the request that asks (held to whole steps) and of the page after it. p: permutation test of the",
        f"difference of means from the first kind ({PERMUTATIONS:,} permutations): small would mean that time tells.",
        "",
        "| kind of nothing | asks, ms (median, p95) | p | page, ms (median) | p | asks without the step, ms | p |",
        "|---|---|---|---|---|---|---|",
    ]
    for kind in KINDS:
        ask, page, bare = padded[kind][0], padded[kind][1], plain[kind][0]
        cells = [
            f"{statistics.median(ask) * 1000:.1f}, {_p95(ask) * 1000:.1f}",
            _p(ask, padded[base][0], kind == base),
            f"{statistics.median(page) * 1000:.1f}",
            _p(page, padded[base][1], kind == base),
            f"{statistics.median(bare) * 1000:.1f}",
            _p(bare, plain[base][0], kind == base),
        ]
        lines.append(f"| {kind} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


def _p(one: list[float], other: list[float], is_same: bool) -> str:
    """Return how often chance alone gives means as far apart, when which is which is shuffled."""
    if is_same:
        return ""
    import numpy

    both, size = numpy.array(one + other), len(one)
    apart = abs(both[:size].mean() - both[size:].mean())
    draw = numpy.random.default_rng(5)
    shuffled = (draw.permutation(both) for _ in range(PERMUTATIONS))
    hits = sum(abs(each[:size].mean() - each[size:].mean()) >= apart for each in shuffled)
    return f"{(hits + 1) / (PERMUTATIONS + 1):.2f}"


if __name__ == "__main__":
    main()
