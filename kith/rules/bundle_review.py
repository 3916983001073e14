"""Decides how each thing that was collected for a subject-access bundle begins its review, before a person looks at it.

What would tell where somebody is who must not be found is locked: withheld whatever a reviewer does on a page. What
speaks of anybody else, what somebody typed, and what is sensitive waits for a person. Source: governance design, 3.
"""

from __future__ import annotations

from dataclasses import dataclass

TO_REVIEW, INCLUDED, WITHHELD = "TO_REVIEW", "INCLUDED", "WITHHELD"
SENSITIVE = 2
# What says where somebody is, or who sees them there.
WHEREABOUTS = frozenset({"ADDRESS", "PROTECTED_ADDRESS", "SCHOOL", "ATTENDANCE", "INVOLVEMENT", "HOUSING"})


@dataclass(frozen=True)
class Asked:
    """Whose record, who asks for it, and who in the families around must stay hidden."""

    person_ref: str
    asker_ref: str  # empty: somebody Kith does not know
    hidden_people: frozenset[str]
    hidden_pairs: frozenset[frozenset[str]]

    @property
    def is_about_the_hidden(self) -> bool:
        """Answer whether only a shield-cleared worker may handle this."""
        return bool(self.hidden_people or self.hidden_pairs)


def first_state(
    asked: Asked, *, about_refs: tuple[str, ...], category: str, sensitivity: int, is_plain: bool
) -> tuple[str, bool]:
    """Return the state in which an item begins, and whether it is locked in it."""
    if is_locked(asked, about_refs=about_refs, category=category):
        return WITHHELD, True
    is_clear = is_plain and set(about_refs) <= {asked.person_ref} and sensitivity < SENSITIVE
    return (INCLUDED if is_clear and not asked.is_about_the_hidden else TO_REVIEW), False


def is_locked(asked: Asked, *, about_refs: tuple[str, ...], category: str) -> bool:
    """Answer whether nobody may include this on a page."""
    about = set(about_refs) | {asked.person_ref}
    if any(pair <= about for pair in asked.hidden_pairs):
        return True
    if asked.asker_ref in asked.hidden_people:
        return False  # who hides may read what is held about themselves and their children
    if asked.person_ref in asked.hidden_people or about & asked.hidden_people:
        return True
    is_for_another = asked.asker_ref != asked.person_ref
    return is_for_another and (
        category == "PROTECTED_ADDRESS" or (bool(asked.hidden_people) and category in WHEREABOUTS)
    )


def spans_of(text: str, words: list[str]) -> list[tuple[int, int]]:
    """Return where ``words`` stand in ``text``, joined where they touch; none for what does not stand there."""
    found = []
    low = text.casefold() if len(text.casefold()) == len(text) else text
    for word in words:
        start = low.find(word.casefold()) if word else -1
        while start >= 0:
            found.append((start, start + len(word)))
            start = low.find(word.casefold(), start + len(word))
    joined: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def without(text: str, spans: list[tuple[int, int]]) -> str:
    """Return ``text`` with each span left out and its place shown; how long it was is not told."""
    parts, at = [], 0
    for start, end in spans:
        parts += [text[at:start], "[left out]"]
        at = end
    return "".join([*parts, text[at:]])
