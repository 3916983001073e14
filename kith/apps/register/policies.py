"""Says who may write somebody down."""

from __future__ import annotations

from kith.apps.agencies.queries import SignedInWorker
from kith.rules.access import Role
from kith.vocabulary.errors import KithError

REGISTRARS = (Role.FRONT_DOOR, Role.LEAD_WORKER, Role.MANAGER)


class MayNotRegister(KithError):
    """Somebody who helps no families was about to write a person down."""

    code = "K826"

    def __init__(self) -> None:
        super().__init__(
            "Your role does not write people down.",
            not_done="Nobody was written down or looked for.",
            mend="Ask the front door to do it: it knows how to look for the person first.",
        )


def can_register(worker: SignedInWorker) -> bool:
    """Answer whether the worker may write somebody down, and look first whether they are here."""
    return any(worker.has_role(role) for role in REGISTRARS)


def check_can_register(worker: SignedInWorker) -> None:
    """Raise ``MayNotRegister`` where the worker may not."""
    if not can_register(worker):
        raise MayNotRegister
