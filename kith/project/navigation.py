"""The links at the top of every page for a signed-in worker: which page, for whom."""

from __future__ import annotations

from dataclasses import dataclass

from kith.apps.agencies.queries import SignedInWorker
from kith.rules.access import Role

HELPERS = frozenset({Role.PRACTITIONER, Role.LEAD_WORKER, Role.MANAGER, Role.FRONT_DOOR})
GOVERNORS = frozenset({Role.INFORMATION_GOVERNANCE, Role.AUDITOR})


@dataclass(frozen=True)
class Link:
    """A page, by the name of its address, for those who hold one of ``roles``."""

    label: str
    url_name: str
    roles: frozenset[Role]


LINKS: tuple[Link, ...] = (Link("Families", "singleview:start", HELPERS),)


def list_links(worker: SignedInWorker | None) -> tuple[Link, ...]:
    """Return the links for this worker."""
    return tuple(link for link in LINKS if worker and link.roles & set(worker.roles))
