"""What is not known of a family, or may be wrong, and would be good to ask; said only of what this worker may see."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import combinations

from kith.apps.base.words import listed, month_in_words
from kith.apps.people.queries import Member, RelationRow, ResidenceRow
from kith.apps.singleview.queries.naming import is_unborn
from kith.apps.singleview.queries.sharing import Sharing

_ALIKE = 0.8  # names of "Jay" and "Jaye", but not of twins
_FEW = 4


def list_doubts(
    members: Sequence[Member],
    names: dict[str, str],
    relations: Sequence[RelationRow],
    residences: Sequence[ResidenceRow],
    sharing: Sharing,
) -> tuple[str, ...]:
    """List them, the weightiest first; what is merely not shared with this worker is no gap."""
    alive = [member for member in members if member.died_on is None and not is_unborn(member)]
    doubts = list(_maybe_one(alive)) if sharing.ages else []
    if sharing.addresses:
        doubts += _lost(alive, names, residences)
    ageless = [names[member.person_ref] for member in alive if member.age is None]
    if ageless and sharing.ages:
        doubts.append(f"No date of birth is held for {listed(ageless)}.")
    tied = {ref for row in relations for ref in (row.from_ref, row.to_ref)}
    loose = [names[member.person_ref] for member in members if member.person_ref not in tied]
    if loose and sharing.bonds and len(members) > 1:
        doubts.append(f"No agency says how {_some(loose)} {'is' if len(loose) == 1 else 'are'} related.")
    return tuple(doubts)


def _maybe_one(members: Sequence[Member]) -> list[str]:
    """Two of the family who were born on one day and are called nearly the same may be one person in two records."""
    return [
        f"Two records may be one person: {one.name} and {other.name}, both born on one day. Nothing was joined."
        for one, other in combinations(members, 2)
        if one.born_on is not None and one.born_on == other.born_on and _alike(one.short_name, other.short_name)
    ]


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one.casefold(), other.casefold()).ratio() >= _ALIKE


def _lost(members: Sequence[Member], names: dict[str, str], residences: Sequence[ResidenceRow]) -> list[str]:
    """Say where somebody lives now is not known, and since when, if they left a home that the worker may see."""
    settled = {row.person_ref for row in residences if row.is_current or row.is_withheld}
    left = {
        row.person_ref: row.valid_to for row in sorted(residences, key=lambda row: str(row.valid_to)) if row.valid_to
    }
    lost = [member.person_ref for member in members if member.person_ref not in settled]
    never = [names[ref] for ref in lost if ref not in left]
    said = [f"Where {names[ref]} lives is not known since {month_in_words(left[ref])}." for ref in lost if ref in left]
    if never:
        said.append(f"Where {_some(never)} {'lives' if len(never) == 1 else 'live'} now is not known.")
    return said


def _some(names: Sequence[str]) -> str:
    return listed(names) if len(names) <= _FEW else f"{len(names)} of them"
