"""Who is in a family by what workers wrote down, though no run has them: a higher room says it, this one passes it on.

It is read inside an open door and holds whom the door lets through; the rooms below show them among the run's people.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Written:
    """One member of a family as a worker wrote them down. ``role`` is CHILD or OTHER_ADULT, as in a run."""

    family_ref: str
    person_ref: str
    role: str
    forename: str
    surname: str
    known_as: str
    born_on: date | None
    due_on: date | None
    sex: str


ListWritten = Callable[[Collection[str]], Collection[Written]]
FindWritten = Callable[
    [Collection[str], date | None, str, str], Collection[tuple[str, str]]
]  # words, born, number, ref
_registered: list[tuple[ListWritten, FindWritten]] = []


def register(list_members: ListWritten, find_members: FindWritten) -> None:
    """Make known how the room that keeps them lists and finds them; its ``apps.py`` calls this once."""
    _registered[:] = [(list_members, find_members)]


def list_written(family_refs: Collection[str]) -> tuple[Written, ...]:
    """Return whom workers wrote down as members of these families, as far as the door that stands open shows them."""
    return tuple(one for list_members, _ in _registered for one in list_members(family_refs))


def find_written(
    words: Collection[str], born_on: date | None, nhs_number: str, ref: str
) -> tuple[tuple[str, str], ...]:
    """Return family and person of those of the door's families who fit all that was asked."""
    return tuple(pair for _, find in _registered for pair in find(words, born_on, nhs_number, ref))
