"""Decides whether a family's help, or one child's, may step from one level to another, and who must agree.

Facts in, answer out: no clock, no database. Only the level changes; the episode, its people and its lead worker stay.
Source: the Families First pathfinder's minimum expectations: the lead worker stays when help steps up to protection, a
lead child protection worker is added, and a social worker holds a child who is looked after; November 2026.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from kith.vocabulary.codes.lead_roles import LEAD_WORKER, PROTECTION_LEAD
from kith.vocabulary.codes.service_levels import SERVICE_LEVELS, STATUTORY_LEVELS


class Direction(StrEnum):
    """Where a change of level leads."""

    UP = "UP"
    DOWN = "DOWN"
    SAME = "SAME"


@dataclass(frozen=True)
class LevelAnswer:
    """What a change comes to. ``missing_roles`` must be filled first; ``needs_manager`` waits for a manager's yes."""

    direction: Direction
    missing_roles: tuple[str, ...]
    needs_manager: bool

    @property
    def is_possible(self) -> bool:
        """Answer whether it changes anything and everybody is there whom it needs."""
        return self.direction != Direction.SAME and not self.missing_roles


# Beside whoever leads the help for the family, these must be there while anybody's help is at the level.
NEEDED_ROLES: dict[str, tuple[str, ...]] = {
    "2": (LEAD_WORKER,),
    "3": (LEAD_WORKER,),
    "3S": (LEAD_WORKER,),
    "4": (LEAD_WORKER, PROTECTION_LEAD),
    "5": (LEAD_WORKER, "SOCIAL_WORKER"),
}


def decide_change(now: str, to: str, roles: Collection[str]) -> LevelAnswer:
    """Return what it takes to step from the level ``now`` (empty: from none) to the level ``to``."""
    missing = tuple(role for role in NEEDED_ROLES.get(to, ()) if role not in roles)
    needs_manager = bool({now, to} & STATUTORY_LEVELS) and now != to
    return LevelAnswer(_direction(now, to), missing, needs_manager)


def level_in_force(own: str, of_family: str) -> str:
    """Return the level of one child: their own where they have one, else the family's."""
    return own or of_family


def _direction(now: str, to: str) -> Direction:
    before = SERVICE_LEVELS[now].rank if now else 0
    after = SERVICE_LEVELS[to].rank
    return Direction.SAME if before == after else Direction.UP if after > before else Direction.DOWN
