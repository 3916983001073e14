"""Says in words what codes in the log mean: what was done, which gate closed, and what a list was of."""

from __future__ import annotations

from kith.apps.audit.actions import (
    DECIDE,
    DENIED,
    END_SITTINGS,
    EXPORT,
    LIST,
    PRINT,
    QUESTION,
    RESET_SIGN_IN,
    SEARCH,
    SIGN_IN,
    VIEW,
    WRITE,
)
from kith.apps.audit.queries import LineRow
from kith.rules.access import Gate

ACTION_WORDS = {
    VIEW: "opened", SEARCH: "searched", LIST: "listed", QUESTION: "asked", EXPORT: "took a copy", PRINT: "printed",
    WRITE: "wrote", DECIDE: "decided", SIGN_IN: "signed in",
    RESET_SIGN_IN: "had their sign-in set anew", END_SITTINGS: "was signed out everywhere",
}  # fmt: skip
GATE_WORDS = {
    Gate.IDENTITY: "sign-in or training not complete", Gate.PURPOSE: "role and purpose",
    Gate.RELATIONSHIP: "does not work with them", Gate.SHARING: "sharing agreement",
    Gate.FAMILY: "family's agreement", Gate.SENSITIVITY: "clearance", Gate.SHIELD: "shield",
}  # fmt: skip
# What ``open_desk(action=LIST, about=...)`` may be about.
LIST_WORDS = {
    "ADVICE": "advice given without a name",
    "ASKED_FOR_HIDDEN": "who asked for people who hide",
    "BOARD": "the counts of who is in view",
    "CLEARANCES": "clearances",
    "CONTACTS": "contacts at the front door",
    "CONTACTS_PASSED": "contacts passed to their agency",
    "DECISIONS": "decisions to share or not",
    "DISPOSAL": "what is to be destroyed",
    "EMERGENCIES": "openings in an emergency",
    "FAMILY_SIGN_INS": "families' sign-ins and questions",
    "INTERESTS": "families that are a worker's own",
    "LEGAL_HOLDS": "legal holds",
    "LOG": "the log",
    "LOG_SAMPLE": "the week's reasons",
    "LOG_SEALS": "the log's seals",
    "LOG_WITHHELD": "withheld entries",
    "NOTICES": "notices that something held was asked about",
    "OWN_QUESTIONS": "their own questions",
    "OWN_REFERRALS": "what they told the front door",
    "QUESTION_ALERTS": "questions to look into",
    "RIGHTS_REQUESTS": "requests about rights",
    "SHIELDS": "people who must not be found",
    "STOP_NOTICE": "a notice to stop using",
    "WAITING": "what waits for them",
    "WORKERS": "workers of their agency, by name",
}


_SHOW_NOTHING = frozenset({WRITE, DECIDE, SIGN_IN, RESET_SIGN_IN, END_SITTINGS})


def words_of_answer(row: LineRow, level: str, gate: str) -> str:
    """Return what came of it; a list or search says only whether anything was found, for it shows no family's page."""
    is_list = row.action in (LIST, SEARCH)
    if row.outcome != DENIED:
        return "Done" if row.action in _SHOW_NOTHING else "Shown" if is_list else f"Shown: {level}"
    return "Nothing found" if is_list and not gate else f"Refused: {gate}" if gate else "Refused"


def words_of_action(row: LineRow) -> str:
    """Return what was done; of a list, what it was of: a list without a code is one of the worker's own families."""
    done = ACTION_WORDS.get(row.action, row.action.lower())
    if row.action != LIST:
        return done
    of = [LIST_WORDS[code] for code in row.categories if code in LIST_WORDS]
    return f"{done} {of[0] if of else 'families open to them'}"
