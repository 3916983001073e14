"""Decides whether what is known of a person may be shared where that rests on what the family said.

Source: governance design, section 2.5: a young person's own voice stands beside the parent's, and where they differ the
stricter holds until a person decides.
"""

from __future__ import annotations

from collections.abc import Iterable

GIVEN = "GIVEN"
DECISION = "DECISION"


def has_agreed(said: Iterable[tuple[str, str]]) -> bool:
    """Return whether the (voice, answer) pairs in force about one person and one agreement come to a yes.

    A worker's decision between voices that differ settles it; else somebody must have said yes and nobody no.
    """
    voices = list(said)
    decided = [answer for voice, answer in voices if voice == DECISION]
    answers = decided or [answer for _, answer in voices]
    return bool(answers) and all(answer == GIVEN for answer in answers)


def voices_differ(said: Iterable[tuple[str, str]]) -> bool:
    """Answer whether one voice says yes and another no, and nobody has decided between them."""
    voices = list(said)
    if any(voice == DECISION for voice, _ in voices):
        return False
    return len({answer == GIVEN for _, answer in voices}) > 1


SELF_FROM_AGE = 16  # from this age the person's own voice is asked for first; younger where they are competent
