"""What people, babies and places are called on a family's page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kith.apps.people.queries import Member


def names_of(members: Sequence[Member]) -> dict[str, str]:
    """What each member is called on the page: the short name, or the whole one where two share it."""
    shared = Counter(member.short_name for member in members)
    return {
        member.person_ref: member.name if shared[member.short_name] > 1 and not member.due_on else member.short_name
        for member in members
    }


def is_unborn(member: Member) -> bool:
    """Answer whether this is a baby who is due."""
    return member.due_on is not None and member.born_on is None and member.age is None


def street_of(address: str) -> str:
    """The part of an address that people say: "14 Tern Close", "Flat 2, 30 Quay Road"."""
    parts = [part.strip() for part in address.split(",")]
    taken = next((count for count, part in enumerate(parts, 1) if any(letter.isalpha() for letter in part[3:]) and not
                  part.lower().startswith(("flat ", "room ", "unit "))), len(parts))  # fmt: skip
    return ", ".join(parts[:taken])
