"""What the family says: each member's own words on being helped, as they were written down with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kith.apps.governance.access import FamilyAccess
from kith.apps.governance.policies_of_sharing import can_read_words_of, can_write_for
from kith.apps.governance.queries.family_sharing import list_together
from kith.apps.people.queries import Member
from kith.apps.singleview.queries.naming import is_unborn, names_of

_ASKED_FROM = 16  # whom a worker asks for themselves; whoever is younger is asked with a parent


@dataclass(frozen=True)
class Words:
    """What one member said, and when."""

    who: str
    words: str
    said_on: date


@dataclass(frozen=True)
class WhatTheySay:
    """The words, the latest first; who was not asked yet, for a worker who may write down what they say."""

    words: tuple[Words, ...]
    not_asked: tuple[str, ...]
    can_write: bool


def read_what_they_say(access: FamilyAccess, members: Sequence[Member]) -> WhatTheySay:
    """Read the words of members who live, where this worker may read how the family put it."""
    alive = [member for member in members if member.died_on is None and not is_unborn(member)]
    names = names_of(members)
    told = list_together(access.family_ref, [member.person_ref for member in alive])
    words = [
        Words(names[ref], said.in_their_words, said.said_at.date())
        for ref, said in sorted(told.items(), key=lambda item: item[1].said_at, reverse=True)
        if said.in_their_words
    ]
    can_write = can_write_for(access)
    not_asked = [names[member.person_ref] for member in _grown_at_home(alive) if member.person_ref not in told]
    return WhatTheySay(
        tuple(words) if can_read_words_of(access) else (), tuple(not_asked) if can_write else (), can_write
    )


def _grown_at_home(members: Sequence[Member]) -> list[Member]:
    """Those old enough to be asked who live with the children: nobody is sent to a parent who lives apart."""
    grown = [member for member in members if member.role != "CHILD" or (member.age or 0) >= _ASKED_FROM]
    homes = {member.lives_at for member in members if member not in grown and member.lives_at}
    return [member for member in grown if member.lives_at in homes]
