"""Reads which purposes a worker may have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kith.apps.governance.policy_data import load_policy
from kith.rules.access import CONTACT, Purpose

if TYPE_CHECKING:
    from kith.apps.agencies.queries import SignedInWorker

PURPOSE_LABELS = {
    Purpose.EARLY_HELP_SUPPORT: "early help support",
    Purpose.TRIAGE: "deciding about a new contact",
    Purpose.SAFEGUARDING: "keeping a child or adult safe",
    Purpose.SUPERVISION: "supervising a colleague's work",
    Purpose.RIGHTS: "answering a request about someone's rights",
    Purpose.AUDIT: "checking how records are used",
}

# What nobody chooses, because one page alone is for it; the log says so.
FIXED_PURPOSES = {"MATCHING": "comparing records, to say who is one person"}


@dataclass(frozen=True)
class PurposeChoice:
    """A purpose to choose from; ``request.purpose`` is one of these or ``None``."""

    code: str
    label: str


def list_purposes(worker: SignedInWorker) -> tuple[PurposeChoice, ...]:
    """Return the purposes for which the worker's roles may open anything."""
    caps = load_policy().caps
    has = {purpose for (role, purpose), cap in caps.items() if cap >= CONTACT and role in worker.roles}
    return tuple(PurposeChoice(code.value, label) for code, label in PURPOSE_LABELS.items() if code in has)


def find_purpose(worker: SignedInWorker | None, code: str | None) -> PurposeChoice | None:
    """Return the purpose with this code if the worker may have it."""
    if worker is None:
        return None
    return next((choice for choice in list_purposes(worker) if choice.code == code), None)
