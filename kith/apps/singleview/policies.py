"""Who may see the pages about Kith itself; what they may see of a family is for governance to say."""

from __future__ import annotations

from kith.apps.agencies.queries import SignedInWorker
from kith.rules.access import Role


def can_see_runs(worker: SignedInWorker | None) -> bool:
    """Answer whether the worker may see what arrived: whoever runs Kith, and information governance."""
    return worker is not None and any(
        worker.has_role(role) for role in (Role.ADMINISTRATOR, Role.INFORMATION_GOVERNANCE)
    )
