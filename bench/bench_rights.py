"""Measures requests about rights: collecting and packing the bundles of a ten-person family, and a month's list.

Run: python bench/bench_rights.py. It makes a database of its own under the temporary folder. Writes
bench/results/rights.md.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from statistics import median

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))
VAR = Path(tempfile.gettempdir()) / f"kith-bench-rights-{os.getpid()}"
os.environ.update(KITH_VAR=str(VAR), KITH_TODAY="2034-06-01", DJANGO_SETTINGS_MODULE="kith.project.settings")

FAMILY, OTHERS, FACTS, LOOKS = 10, 2_000, 120, 200
KINDS = (
    ("ABSENCE_HIGH", "ATTENDANCE", 1), ("POLICE_CALL_OUT", "POLICE", 2), ("HEALTH_VISIT", "HEALTH", 2),
    ("CIN_ASSESSMENT", "SOCIAL_CARE", 2), ("BENEFIT_CLAIM", "BENEFITS", 1), ("SCHOOL_PLACE", "SCHOOL", 1),
)  # fmt: skip


def world() -> dict[str, list[dict[str, object]]]:
    """Return a family of ten with full records, and enough other people that finding them is work."""
    from tests.builders.small_world import small_world

    rows = small_world()
    refs = [f"P-BIG{number:03}" for number in range(FAMILY)] + [f"P-X{number:05}" for number in range(OTHERS)]
    for number, ref in enumerate(refs):
        family = "F-BIGFAM1" if number < FAMILY else f"F-X{number // 4:05}"
        born_on = date(1975 + number % 45, 1 + number % 12, 5)
        rows["person"].append(
            {"person_ref": ref, "forename": f"Name{number}", "surname": "Bench", "born_on": born_on, "sex": "F",
             "is_shielded": False}
        )  # fmt: skip
        rows["family_member"].append({"family_ref": family, "person_ref": ref, "role": "OTHER_ADULT"})
        for fact in range(FACTS if number < FAMILY else 20):
            kind, category, label = KINDS[fact % len(KINDS)]
            rows["fact"].append(
                {"fact_id": f"bench:{number}:{fact}", "person_ref": ref, "agency_id": "SCH_1", "kind": kind,
                 "category": category, "sensitivity": label, "happened_on": date(2018, 1, 1) + timedelta(days=fact * 9),
                 "is_spell": False, "detail": f"detail {fact}", "source": "bench"}
            )  # fmt: skip
    for number in range(1, FAMILY):
        rows["relation"].append(
            {"from_person_ref": refs[0], "kind": "PARENT", "to_person_ref": refs[number], "sources": "bench"}
        )
    families = {str(row["family_ref"]) for row in rows["family_member"]} - {row["family_ref"] for row in rows["family"]}
    rows["family"] += [{"family_ref": ref, "name": "The Bench family"} for ref in sorted(families)]
    return rows


def main() -> None:
    """Make the world, measure, write the results."""
    from kith.project.postgres import ensure_running

    (VAR / "static").mkdir(parents=True)
    ensure_running(VAR, throw_away=True, own=True)
    import django

    django.setup()
    from kith.handover.load import load_run, make_live
    from kith.project.migrate import migrate
    from tests.builders.published_run import write_run
    from tests.builders.workers import sign_in_as

    migrate()
    make_live(load_run(write_run(VAR / "runs" / "run-1", world()), by="bench").run_id, by="bench")
    officer = sign_in_as("COUNCIL_EH", "E3", "INFORMATION_GOVERNANCE")
    report(*measure(officer))


def measure(officer: object) -> tuple[list[float], int, float, int]:
    """Return seconds for each bundle, how many things are in the family's, seconds and lines of a month's list."""
    from kith.apps.audit.actions import VIEW
    from kith.apps.governance.access import open_desk
    from kith.apps.rights import actions, queries
    from kith.apps.rights.bundle import as_zip, make_bundle

    refs = [f"P-BIG{number:03}" for number in range(FAMILY)]
    for _ in range(LOOKS):
        with open_desk(officer, action=VIEW, subject_refs=refs):  # type: ignore[arg-type]
            pass
    took, things = [], 0
    for ref in refs:
        request = actions.receive_request(
            kind="ACCESS",
            person_ref=ref,
            words="Please.",
            channel="LETTER",
            by=officer,  # type: ignore[arg-type]
        )
        actions.check_request(
            ref=request,
            asked_as="SELF",
            asked_by_ref="",
            how_checked="Seen.",
            authority="",
            competence="",
            by=officer,  # type: ignore[arg-type]
        )
        actions.agree_scope(ref=request, scope="Everything.", by=officer)  # type: ignore[arg-type]
        actions.order_collecting(ref=request, by=officer)  # type: ignore[arg-type]
        began = time.perf_counter()
        actions.do_what_waits()
        row, items = queries.list_items(officer, request)  # type: ignore[arg-type]
        as_zip(make_bundle(row, items, queries.list_retention_dates(ref, "owner"), {}))
        took.append(time.perf_counter() - began)
        things += len(items)
    began = time.perf_counter()
    made = actions.make_list(as_at=date(2034, 6, 1))
    listing = time.perf_counter() - began
    _, lines = queries.get_disposal(officer, str(made))  # type: ignore[arg-type]
    return took, things, listing, len(lines)


def report(took: list[float], things: int, listing: float, lines: int) -> None:
    """Print the figures and write them down."""
    text = (
        "# Rights\n\n"
        f"Made by `python bench/bench_rights.py` on {os.cpu_count()} processors, {OTHERS + FAMILY + 13:,} people.\n\n"
        "| What | Measured |\n|---|---|\n"
        f"| Bundles of a family of {FAMILY}, {things:,} things: collected, read, packed | {sum(took):.2f} s |\n"
        f"| One person's bundle, the middle one of {FAMILY} | {median(took):.2f} s |\n"
        f"| The slowest | {max(took):.2f} s |\n"
        f"| A month's disposal list, {lines:,} lines | {listing:.1f} s |\n\n"
        "Each bundle's time is a whole round of the job, which also works out the person's retention days and looks\n"
        "again, for every open request, at who must stay hidden. A line of the list takes some 12 small queries.\n"
    )
    print(text)
    (HERE / "results" / "rights.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    from kith.project.postgres import remove

    try:
        main()
    finally:
        remove(VAR)
        shutil.rmtree(VAR, ignore_errors=True)
