"""Decides what a yes-or-no question is answered, from what each agency holds and the level at which it may be told.

Only a shield may look like "no record" to whoever asks for safeguarding: anything else that is held and not told comes
to "a named person must speak to you". Facts in, answer out. Source: governance design, section 2.6, November 2026.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kith.rules.access import CONTACT, NOTHING, YES_NO, Purpose

YES_CONTACT, YES, NO_RECORD, SPEAK = "YES_CONTACT", "YES", "NO_RECORD", "SPEAK"
SHIELD, SHOWN, UNDER_THRESHOLD = "SHIELD", "SHOWN", "UNDER_THRESHOLD"


@dataclass(frozen=True)
class Held:
    """One agency's "yes" about one person: the level at which the asker may be told, and the gate that set it."""

    person_ref: str
    agency_id: str
    sensitivity: int
    is_shielded: bool
    level: int
    gate: str = ""
    agreement_ref: str | None = None


@dataclass(frozen=True)
class Answered:
    """The answer in a word, what of it is told, what must be spoken about, and the true cause of each part."""

    answer: str
    level: int
    shown: tuple[Held, ...]
    withheld: tuple[Held, ...]
    causes: tuple[tuple[Held, str], ...]


def answer_question(held: Sequence[Held], *, purpose: str, level: int, at_least: int = 1) -> Answered:
    """Return what is answered to a question of this ``level``; ``at_least`` so many agencies make a yes."""
    open_to_all = [one for one in held if not one.is_shielded]
    can_tell = [one for one in open_to_all if one.level >= YES_NO]
    closed = [one for one in open_to_all if one.level < YES_NO]
    withheld = closed if purpose == Purpose.SAFEGUARDING and _agencies(open_to_all) >= at_least else []
    shown = can_tell if _agencies(can_tell) >= at_least else []
    told = CONTACT if level >= CONTACT and any(one.level >= CONTACT for one in shown) else YES_NO if shown else NOTHING
    answer = YES_CONTACT if told == CONTACT else YES if shown else SPEAK if withheld else NO_RECORD
    causes = tuple((one, _cause(one, shown)) for one in held)
    return Answered(answer, told, tuple(shown), tuple(withheld), causes)


def _agencies(held: Sequence[Held]) -> int:
    return len({one.agency_id for one in held})


def _cause(one: Held, shown: Sequence[Held]) -> str:
    if one.is_shielded:
        return SHIELD
    if one in shown:
        return SHOWN
    return UNDER_THRESHOLD if one.level >= YES_NO else one.gate
