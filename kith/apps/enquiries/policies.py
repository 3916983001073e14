"""Says who may ask questions, and who may ask for somebody to be brought into view."""

from __future__ import annotations

from kith.apps.agencies.queries import SignedInWorker
from kith.apps.governance.queries import PurposeChoice
from kith.rules.access import Purpose, Role

ASKING_PURPOSES = frozenset({Purpose.EARLY_HELP_SUPPORT, Purpose.TRIAGE, Purpose.SAFEGUARDING})


def can_ask(purpose: PurposeChoice | None) -> bool:
    """Answer whether questions may be asked for this purpose at all."""
    return purpose is not None and purpose.code in ASKING_PURPOSES


def may_make_links(worker: SignedInWorker) -> bool:
    """Answer whether the worker may ask an agency without an account."""
    return worker.has_role(Role.FRONT_DOOR) or worker.has_role(Role.INFORMATION_GOVERNANCE)


def can_bring_into_view(worker: SignedInWorker) -> bool:
    """Answer whether the worker may ask for somebody they help to be brought into view."""
    return worker.has_role(Role.FRONT_DOOR) or worker.has_role(Role.LEAD_WORKER)
