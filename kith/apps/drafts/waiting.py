"""Says on the start page what a worker began to write and has not sent."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from kith.apps.agencies.queries import SignedInWorker
from kith.apps.audit.actions import LIST
from kith.apps.base.waiting import Waiting
from kith.apps.drafts.queries import list_unfinished
from kith.apps.governance.access import open_desk


def list_waiting(worker: SignedInWorker) -> tuple[Waiting, ...]:
    """Return each form that was begun, by its name and when it was saved: never by what stands in it."""
    with open_desk(worker, action=LIST, about="WAITING"):
        rows = list_unfinished(worker)
    return tuple(Waiting(f"Go on with: {row.words} (saved {_when(row.saved_at)})", row.url) for row in rows)


def _when(at: datetime) -> str:
    return f"{timezone.localtime(at):%-d %B, %H:%M}"
