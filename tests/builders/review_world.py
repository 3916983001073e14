"""Adds pairs for review to the small world, and reviewers who are cleared for them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.builders.published_run import AS_AT, Rows, write_run
from tests.builders.small_world import small_world
from tests.builders.workers import sign_in_as

PLAIN_PAIR, PLAN_PAIR, SHIELDED_PAIR, UNAGREED_PAIR, OWN_PAIR = (
    "RV-AAAAAAAAAAA1", "RV-AAAAAAAAAAA2", "RV-AAAAAAAAAAA3", "RV-AAAAAAAAAAA4", "RV-AAAAAAAAAAA5",
)  # fmt: skip
EVIDENCE = {
    "prior": -12.0,
    "weight": 4.5,
    "comparisons": [
        {"comparison": "forename", "level": "differs", "bits": -5.3},
        {"comparison": "surname", "level": "same", "bits": 8.0},
        {"comparison": "birth", "level": "same day", "bits": 13.8},
        {"comparison": "sex", "level": "missing", "bits": 0.0},
    ],
}


def _says(forename: str, surname: str, **more: Any) -> str:
    return json.dumps({"forename": forename, "surname": surname, "homes": [], **more})


def pair_row(ref: str, place: int, one: str, other: str, **more: Any) -> dict[str, Any]:
    """Return a pair between two people, of records of a school and of housing."""
    return {
        "pair_ref": ref, "why": "NEAR", "place": place, "weight": 4.5, "record_id_l": f"school:{place}",
        "record_id_r": f"housing:{place}", "person_ref_l": one, "person_ref_r": other, "agency_id_l": "SCH_1",
        "agency_id_r": "HOMES", "shown_l": _says("Ella", "Marlowe", born_on="2015-05-14"),
        "shown_r": _says("Ela", "Marlowe", born_on="2015-05-14", homes=["14 Tern Close, QX4 7TN"]),
        "evidence": json.dumps(EVIDENCE), "records": 5, "has_child": True, "has_plan": False, "is_open": True,
        "is_shielded": False, **more,
    }  # fmt: skip


def review_world() -> Rows:
    """Return the small world with pairs: a plain one, one with a plan, and three that few or none may see."""
    rows = small_world()
    rows["review"] = [
        pair_row(PLAIN_PAIR, 1, "P-ELLA", "P-JAY"),
        pair_row(PLAN_PAIR, 2, "P-DAWN", "P-LEE", has_plan=True, why="SAMPLE"),
        pair_row(SHIELDED_PAIR, 3, "P-RUTH", "P-MUM", is_shielded=True),
        pair_row(UNAGREED_PAIR, 4, "P-IAN", "P-LEE", agency_id_r="UNHEARD_OF"),
        pair_row(OWN_PAIR, 5, "P-ZOE", "P-MUM"),
    ]
    rows["record"] = [
        {"person_ref": "P-ELLA", "record_id": record, "agency_id": agency, "forename": name, "surname": "Marlowe",
         "born_on": AS_AT - timedelta(days=4000)}
        for record, agency, name in (
            ("school:1", "SCH_1", "Ella"), ("housing:1", "HOMES", "Ela"), ("unheard:1", "UNHEARD_OF", "Nobodysown"))
    ]  # fmt: skip
    return rows


def make_review_world(folder: Path) -> None:
    """Load it and make it live."""
    from kith.handover.example import sign_agreements
    from kith.handover.load import load_run, make_live

    make_live(load_run(write_run(folder / "run-1", review_world()), by="test").run_id, by="test")
    sign_agreements("Wexmoor", AS_AT)
    asked_once()


def asked_once() -> None:
    """Leave no pair to chance: none is drawn to be asked of two people."""
    from kith.apps.matching.models import ReviewCase

    ReviewCase.objects.using("owner").update(asks_twice=False)


def clear_for_review(worker_id: int) -> None:
    """Clear a worker for comparing records, as two others would."""
    from django.utils import timezone

    from kith.apps.agencies.models import Clearance

    now = timezone.now()
    Clearance.objects.using("owner").create(
        worker_id=worker_id, kind="REVIEW", reason="test", valid_from=AS_AT - timedelta(days=9),
        valid_to=AS_AT + timedelta(days=90), proposed_by=worker_id + 1000, proposed_at=now,
        decided_by=worker_id + 1001, approved_at=now,
    )  # fmt: skip


def reviewer(agency_id: str, staff_id: str, role: str = "ANALYST", **changes: Any) -> Any:
    """Return a signed-in worker who is cleared for comparing records."""
    worker = sign_in_as(agency_id, staff_id, role, **changes)
    clear_for_review(worker.worker_id)
    return replace(worker, is_reviewer=True)
