"""Says on a reviewer's start page that pairs wait."""

from __future__ import annotations

from django.urls import reverse

from kith.apps.agencies.queries import SignedInWorker
from kith.apps.base.waiting import Waiting
from kith.apps.matching.policies import can_review
from kith.apps.matching.queries.review import get_queue


def list_waiting(worker: SignedInWorker) -> tuple[Waiting, ...]:
    """Return one line for all pairs that wait, for whoever may compare them."""
    if not can_review(worker):
        return ()
    waiting = get_queue(worker).waiting
    return (Waiting(f"Say if two records are one person: {waiting}", reverse("matching:queue")),) if waiting else ()
