"""What waits for a worker in this room, for the start page; it stands above the queries because it opens the desk."""

from __future__ import annotations

from kith.apps.agencies.queries import SignedInWorker
from kith.apps.audit.actions import LIST
from kith.apps.base.waiting import Waiting
from kith.apps.governance.access import open_desk
from kith.apps.governance.queries.waiting import list_waiting_about_sharing
from kith.apps.governance.queries.waiting_safety import list_waiting_about_safety


def list_waiting(worker: SignedInWorker) -> tuple[Waiting, ...]:
    """Return what waits, emergencies first."""
    with open_desk(worker, action=LIST, about="WAITING"):
        return (*list_waiting_about_safety(worker), *list_waiting_about_sharing(worker))
