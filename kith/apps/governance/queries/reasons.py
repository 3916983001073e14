"""Reads what a worker typed last to lift the family's own agreement, so that a repeat is noticed."""

from __future__ import annotations

from kith.apps.agencies.queries import SignedInWorker
from kith.apps.governance.models import SafeguardingReason


def find_last_lifting_reason(worker: SignedInWorker) -> str:
    """Return the words this worker typed last; empty where there are none. Asked at an open desk."""
    last = SafeguardingReason.objects.filter(worker_id=worker.worker_id).order_by("-at", "-pk")
    return last.values_list("reason", flat=True).first() or ""
