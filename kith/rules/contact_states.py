"""What may follow what for a contact at the front door, and what must be there first.

A contact arrives, somebody takes it on, it is decided, whoever told us is answered, and only then is it closed. It may
be opened again. Source: the four stages of published front doors, reduced; front-door design, November 2026.
"""

from __future__ import annotations

from dataclasses import dataclass

from kith.vocabulary.codes.contact_outcomes import CONTACT_OUTCOMES

RECEIVED, SCREENING, DECIDED, CLOSED, REOPENED = "RECEIVED", "SCREENING", "DECIDED", "CLOSED", "REOPENED"
STATES = (RECEIVED, SCREENING, DECIDED, CLOSED, REOPENED)
UNDECIDED = frozenset({RECEIVED, SCREENING, REOPENED})
BEING_LOOKED_AT = frozenset({SCREENING, REOPENED})
URGENT = "URGENT"  # the one outcome that waits for no paperwork

# The trigger ``kith_contact_moves`` in frontdoor/row_security.sql holds the same pairs; a test compares them.
STEPS = {
    RECEIVED: frozenset({SCREENING}),
    SCREENING: frozenset({DECIDED}),
    REOPENED: frozenset({DECIDED}),
    DECIDED: frozenset({CLOSED, REOPENED}),
    CLOSED: frozenset({REOPENED}),
}


def can_follow(state: str, then: str) -> bool:
    """Answer whether a contact may go from ``state`` to ``then``."""
    return then in STEPS.get(state, frozenset())


@dataclass(frozen=True)
class Looked:
    """What has been done about a contact before it is decided."""

    has_people: bool
    looked_for_all: bool  # each person was found in Kith, or it was said why not
    looked_before: bool  # prior contacts and open work
    family_told: str  # YES, NO, UNSAFE; empty where nobody said
    agreed: str = ""  # YES, NO, NOT_ASKED


def missing_for_decision(looked: Looked, outcome: str) -> tuple[str, ...]:
    """Return in plain words what must be done first; nothing where somebody must act at once.

    Help that rests on the family's yes waits for it; what is passed on to keep somebody safe never does.
    """
    if outcome == URGENT:
        return ()
    asked = {
        "Write down who it is about": looked.has_people,
        "Look for each of them in Kith, or say why you cannot": looked.looked_for_all,
        "Look at what came before": looked.looked_before,
        "Say if the family knows": bool(looked.family_told),
        "Ask the family if they want this help, which rests on their yes": _has_yes(looked, outcome),
    }
    return tuple(words for words, is_done in asked.items() if not is_done)


def _has_yes(looked: Looked, outcome: str) -> bool:
    needs_it = outcome in CONTACT_OUTCOMES and CONTACT_OUTCOMES[outcome].needs_agreement
    return looked.agreed == "YES" or not needs_it
