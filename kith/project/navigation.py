"""The links at the top of every page for a signed-in worker: which page, for whom."""

from __future__ import annotations

from dataclasses import dataclass

from kith.apps.agencies.queries import SignedInWorker
from kith.rules.access import Role

HELPERS = frozenset({Role.PRACTITIONER, Role.LEAD_WORKER, Role.MANAGER, Role.FRONT_DOOR})
GOVERNORS = frozenset({Role.INFORMATION_GOVERNANCE, Role.AUDITOR})
KEEPERS = frozenset({Role.INFORMATION_GOVERNANCE, Role.ADMINISTRATOR})
AGREEING = GOVERNORS | {Role.MANAGER, Role.ADMINISTRATOR}


@dataclass(frozen=True)
class Link:
    """A page, by the name of its address, for those who hold one of ``roles``; ``about`` is said on the start page."""

    label: str
    url_name: str
    about: str
    roles: frozenset[Role]


LINKS: tuple[Link, ...] = (
    Link("Families", "singleview:start", "Find a family that you work with.", HELPERS),
    Link("Questions", "enquiries:home", "Ask other agencies: is this family known to you?", HELPERS),
    Link("Decisions", "governance:decisions", "What was shared, what was not, and why.", HELPERS | GOVERNORS),
    Link("Who looked", "governance:log", "Every view, search, question and decision.", GOVERNORS),
    Link("Emergencies", "governance:emergency_reviews", "Openings in an emergency, and what came of them.", GOVERNORS),
    Link("Agreements", "governance:agreements", "What flows from whom to whom, and until when.", AGREEING),
    Link("Who may see what", "governance:policy", "The table of role and purpose.", GOVERNORS | {Role.ADMINISTRATOR}),
    Link(
        "Rights",
        "rights:requests",
        "Requests, holds, and what is let go when.",
        frozenset({Role.INFORMATION_GOVERNANCE}),
    ),
    Link(
        "Who is in view", "intake:board", "How many are linked, seen and never seen.", GOVERNORS | {Role.COMMISSIONER}
    ),
    Link("What has arrived", "singleview:runs", "Files, runs, and which one is live.", KEEPERS),
)


def list_links(worker: SignedInWorker | None) -> tuple[Link, ...]:
    """Return the links for this worker."""
    return tuple(link for link in LINKS if worker and link.roles & set(worker.roles))
