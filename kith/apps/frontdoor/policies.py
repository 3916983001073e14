"""Says who works at the front door, and who may tell it something on the form."""

from __future__ import annotations

from kith.apps.agencies.queries import SignedInWorker
from kith.rules.access import Role

MAY_TELL = (Role.PRACTITIONER, Role.LEAD_WORKER, Role.MANAGER, Role.FRONT_DOOR)


def works_at_front_door(worker: SignedInWorker) -> bool:
    """Answer whether contacts are this worker's work."""
    return worker.has_role(Role.FRONT_DOOR)
