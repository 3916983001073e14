"""What waits for those who watch the log."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.utils import timezone

from kith.apps.audit.heads import count_waiting
from kith.apps.audit.queries.about import list_withheld
from kith.apps.audit.queries.samples import list_sample
from kith.apps.audit.verify import ALTERED, find_last_proof
from kith.apps.base.waiting import Waiting

AUDITOR, INFORMATION_GOVERNANCE = "AUDITOR", "INFORMATION_GOVERNANCE"


def list_waiting(worker: Any) -> tuple[Waiting, ...]:
    """Return what waits for this worker: a log that does not verify first of all."""
    if not {AUDITOR, INFORMATION_GOVERNANCE} & set(worker.roles):
        return ()
    found = [*_broken_chain(), *_samples()]
    if INFORMATION_GOVERNANCE in worker.roles:
        found += _withheld(worker.worker_id)
    return tuple(found)


def _broken_chain() -> list[Waiting]:
    proof = find_last_proof()
    waiting = []
    if proof is not None and proof.outcome == ALTERED:
        waiting.append(Waiting("The log does not verify: lines or seals were changed", "/log/seals/", is_overdue=True))
    if heads := count_waiting():
        waiting.append(Waiting(f"{heads} heads of the log wait for a partner's folder", "/log/seals/"))
    return waiting


def _samples() -> list[Waiting]:
    unmarked = list_sample(is_marked=False)
    if not unmarked:
        return []
    due_on = min(row.due_on for row in unmarked)
    due_at = timezone.make_aware(datetime.combine(due_on, time.max))
    words = f"Look at {len(unmarked)} reason{'s' if len(unmarked) > 1 else ''} that opened what a family had not agreed"
    return [Waiting(words, "/log/sample/", due_at, any(row.is_overdue for row in unmarked))]


def _withheld(worker_id: int) -> list[Waiting]:
    rows = list_withheld()
    confirm = sum(1 for row in rows if not row.is_confirmed and row.asked_by != worker_id)
    review = sum(1 for row in rows if row.is_overdue)
    waiting = []
    if confirm:
        waiting.append(Waiting(f"Say whether {confirm} log entries may be withheld", "/log/withheld/"))
    if review:
        waiting.append(Waiting(f"Review {review} withheld log entries", "/log/withheld/", is_overdue=True))
    return waiting
