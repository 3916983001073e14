"""The links at the top of every page for a signed-in worker: which page, for whom, and in which part of Kith."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from kith.apps.agencies.queries import SignedInWorker
from kith.rules.access import Role

HELPERS = frozenset({Role.PRACTITIONER, Role.LEAD_WORKER, Role.MANAGER, Role.FRONT_DOOR})
GOVERNORS = frozenset({Role.INFORMATION_GOVERNANCE, Role.AUDITOR})
KEEPERS = frozenset({Role.INFORMATION_GOVERNANCE, Role.ADMINISTRATOR})
AGREEING = GOVERNORS | {Role.MANAGER, Role.ADMINISTRATOR}
REVIEWING = "REVIEW"
MOST_AT_THE_TOP = 5  # more are two lines on a desk and three on a phone; a test holds it for every role
CONTACTS = "Contacts"
FAMILIES, QUESTIONS, SHARING, WATCHING, RIGHTS, DATA = (
    "Families", "Questions", "Sharing", "Who looked", "Rights", "The data",
)  # fmt: skip


@dataclass(frozen=True)
class Link:
    """A page, by the name of its address, for those who hold one of ``roles``; ``about`` is said on the start page."""

    part: str
    label: str
    url_name: str
    about: str
    roles: frozenset[Role]
    clearance: str = ""  # or for those who hold this one, whatever their role

    @property
    def address(self) -> str:
        """Where the page is."""
        return reverse(self.url_name)


@dataclass(frozen=True)
class Part:
    """What one link at the top leads to: its first page; the others stand under it while one of them is open."""

    name: str
    links: tuple[Link, ...]
    here: Link | None

    @property
    def label(self) -> str:
        """The part's name; where a worker has one page of it, that page's."""
        return self.name if len(self.links) > 1 else self.links[0].label


LINKS: tuple[Link, ...] = (
    Link(FAMILIES, "Families", "singleview:start", "Find a family that you work with.", HELPERS),
    Link(FAMILIES, "My team", "casework:team", "Who carries what, and what waits for you.", frozenset({Role.MANAGER})),
    Link(
        FAMILIES,
        "Counts",
        "casework:counts",
        "What waits, how families move, and what they feel.",
        frozenset({Role.MANAGER}),
    ),
    Link(FAMILIES, "My families", "casework:work", "The families whose help you lead.", HELPERS - {Role.FRONT_DOOR}),
    Link(FAMILIES, "Where things are kept", "beside:where_kept", "What to type here, and what elsewhere.", HELPERS),
    Link(
        CONTACTS,
        "Contacts",
        "frontdoor:queue",
        "What people told the front door, by when it is to be decided.",
        frozenset({Role.FRONT_DOOR}),
    ),
    Link(
        CONTACTS,
        "Advice without a name",
        "frontdoor:advice",
        "What you said to whoever rang for advice.",
        frozenset({Role.FRONT_DOOR}),
    ),
    Link(
        CONTACTS,
        "Tell the front door",
        "referring:mine",
        "Tell of a family that needs more help, and follow it.",
        HELPERS,
    ),
    Link(QUESTIONS, "Questions", "enquiries:home", "Ask other agencies: is this family known to you?", HELPERS),
    Link(WATCHING, "Who looked", "governance:log", "Every view, search, question and decision.", GOVERNORS),
    Link(
        WATCHING,
        "Emergencies",
        "governance:emergency_reviews",
        "Openings in an emergency, and what came of them.",
        GOVERNORS,
    ),
    Link(WATCHING, "Who is cleared", "governance:clearances", "Who may do more than their role says.", KEEPERS),
    Link(
        SHARING,
        "Decisions",
        "governance:decisions",
        "What was shared, what was not, and why.",
        HELPERS | GOVERNORS,
    ),
    Link(SHARING, "Agreements", "governance:agreements", "What flows from whom to whom, and until when.", AGREEING),
    Link(
        SHARING,
        "Who may see what",
        "governance:policy",
        "The table of role and purpose.",
        GOVERNORS | {Role.ADMINISTRATOR},
    ),
    Link(
        RIGHTS,
        "Rights",
        "rights:requests",
        "Requests, holds, and what is let go when.",
        frozenset({Role.INFORMATION_GOVERNANCE}),
    ),
    Link(
        DATA,
        "Who is in view",
        "intake:board",
        "How many are linked, seen and never seen.",
        GOVERNORS | {Role.COMMISSIONER},
    ),
    Link(DATA, "What has arrived", "singleview:runs", "Files, runs, and which one is live.", KEEPERS),
    Link(DATA, "One person or two?", "matching:queue", "Records that a person must compare.", frozenset(), REVIEWING),
)


def list_links(worker: SignedInWorker | None) -> tuple[Link, ...]:
    """Return the pages for this worker."""
    return tuple(link for link in LINKS if worker and _is_for(link, worker))


def _is_for(link: Link, worker: SignedInWorker) -> bool:
    return bool(link.roles & set(worker.roles)) or (link.clearance == REVIEWING and worker.is_reviewer)


def list_parts(worker: SignedInWorker | None, path: str) -> tuple[Part, ...]:
    """Return the links at the top for this worker, with which of them ``path`` belongs to."""
    parts: dict[str, list[Link]] = {}
    for link in list_links(worker):
        parts.setdefault(link.part, []).append(link)
    return tuple(Part(name, tuple(links), _here(links, path)) for name, links in parts.items())


def _here(links: list[Link], path: str) -> Link | None:
    """Return whose page ``path`` is, or is below, the nearest; only the start page itself is below nothing else."""
    found = [link for link in links if path == link.address or (link.address != "/" and path.startswith(link.address))]
    return max(found, key=lambda link: len(link.address), default=None)
