"""Who has looked at one person's information, in everyday words: the log's lines about them, a day's alike as one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from kith.apps.base.words import listed
from kith.apps.portal.door import rows
from kith.rules.access import CONTACT, DETAIL, NOTHING, SUMMARY, YES_NO, Purpose, Role, TieKind
from kith.vocabulary.codes.categories import CATEGORIES

NEWEST = 500

ROLE_WORDS = {
    Role.PRACTITIONER: "a worker",
    Role.LEAD_WORKER: "a lead worker",
    Role.MANAGER: "a manager",
    Role.FRONT_DOOR: "the team that takes first calls",
    Role.INFORMATION_GOVERNANCE: "the people who look after records",
    Role.AUDITOR: "somebody who checks how records are used",
    Role.FAMILY: "you, with your card",
    Role.ADVOCATE: "your advocate",
}
PURPOSE_WORDS = {
    Purpose.EARLY_HELP_SUPPORT: "To help you or your family",
    Purpose.TRIAGE: "To decide what to do about a call for help",
    Purpose.SAFEGUARDING: "To keep somebody safe",
    Purpose.SUPERVISION: "To check a worker's work",
    Purpose.RIGHTS: "To answer somebody's request about their rights",
    Purpose.AUDIT: "To check how records are used",
}
DONE_WORDS = {
    "VIEW": "Opened a page with you on it",
    "SEARCH": "Found your name in a search",
    "LIST": "Saw your name in a list",
    "QUESTION": "Asked a yes or no question about you",
    "EXPORT": "Took a copy",
    "PRINT": "Printed this list to talk it through with you",
    "WRITE": "Wrote something down about you",
    "DECIDE": "Took a decision about you",
}
LEVEL_WORDS = {
    NOTHING: "Nothing was shown",
    YES_NO: "Only yes or no",
    CONTACT: "Only who to speak to",
    SUMMARY: "A short summary",
    DETAIL: "The details",
}
TIE_WORDS = {
    TieKind.LEAD: "They lead the help you get.",
    TieKind.TEAM: "They work with you or your family.",
    TieKind.MANAGES: "They manage people who work with you.",
    TieKind.DUTY: "A call for help had just come in.",
    TieKind.RIGHTS_REQUEST: "Somebody asked about their rights.",
    TieKind.SELF_CLAIMED: "They said that they work with you. Somebody checks that.",
    TieKind.ENQUIRY: "They asked a yes or no question.",
}
SHOWING = frozenset({"VIEW", "SEARCH", "LIST", "QUESTION", "EXPORT"})
OWN = frozenset({Role.FAMILY, Role.ADVOCATE})


@dataclass(frozen=True)
class Looked:
    """What one agency's people did on one day in one way; ``event_id`` is the newest line, to ask about."""

    event_id: int
    on: date
    times: int
    agency: str
    role: str
    done: str
    purpose: str
    kinds: str
    level: str
    why: str
    is_own: bool  # the person themselves, or their advocate


def list_looked() -> tuple[Looked, ...]:
    """Return who looked at the information of the person whose sitting is open, newest first."""
    return _in_words(rows("select * from kith_portal_lines(%s)", [NEWEST]))


def list_to_talk_through(person_ref: str) -> tuple[Looked, ...]:
    """Return the same for a lead worker to print, inside the open door of that person's family.

    That the person has a card is not on the paper, which others may find.
    """
    found = _in_words(rows("select * from kith_lines_to_talk_through(%s, %s)", [person_ref, NEWEST], using="default"))
    return tuple(line for line in found if not line.is_own)


def _in_words(lines: Iterable[dict[str, Any]]) -> tuple[Looked, ...]:
    """Make one entry of what the same people did on one day in the same way: all kinds, and the most that was shown."""
    alike: dict[tuple[object, ...], list[dict[str, Any]]] = {}
    for line in lines:
        day = timezone.localtime(line["at"]).date()
        said = (day, line["agency"], line["role"], line["purpose"], line["action"], _why(line))
        alike.setdefault(said, []).append(line)
    return tuple(_looked(group) for group in alike.values())


def _looked(group: list[dict[str, Any]]) -> Looked:
    newest = group[0]
    is_own = newest["role"] in OWN
    role = next((role for role in newest["role"].split() if role in ROLE_WORDS), "")
    kinds = {code for line in group for code in line["categories"] or ()}
    is_showing = newest["action"] in SHOWING and not is_own
    return Looked(
        event_id=newest["event_id"],
        on=timezone.localtime(newest["at"]).date(),
        times=len(group),
        agency=newest["agency"],
        role=ROLE_WORDS[Role(role)] if role else "a worker",
        done=_done(newest, is_own=is_own),
        purpose=PURPOSE_WORDS.get(newest["purpose"], "To look after your records"),
        kinds=listed(sorted(CATEGORIES[code].label for code in kinds if code in CATEGORIES)) if is_showing else "",
        level=LEVEL_WORDS[max(line["level"] for line in group)] if is_showing else "",
        why=_why(newest),
        is_own=is_own,
    )


def _done(line: dict[str, Any], *, is_own: bool) -> str:
    if is_own:
        return "Looked at these pages" if line["action"] == "VIEW" else "Did something on these pages"
    return DONE_WORDS.get(line["action"], "Looked at something about you")


def _why(line: dict[str, Any]) -> str:
    if line["is_emergency"]:
        return "They said it was an emergency. Somebody checks that."
    if line["is_enquiry"] or line["action"] == "QUESTION":
        return TIE_WORDS[TieKind.ENQUIRY]
    said = TIE_WORDS.get(line["tie_kind"], "Their job lets them.")
    return f"{said} You agreed to it." if line["is_by_preference"] else said
