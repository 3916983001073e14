"""Who works with a family by what was written down here: each room says its own, so that no room need know the others.

What a run says stands in ``people``; this is laid beside it, and cut to what the worker may see in the same way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class WorksWith:
    """That a worker of an agency works with one person since a day."""

    person_ref: str
    agency_id: str
    staff_id: str
    role: str  # in words
    service: str
    since: date
    is_lead: bool


ListWorksWith = Callable[[Any], Iterable[WorksWith]]  # a FamilyAccess, which this room does not know
_registered: dict[str, ListWorksWith] = {}


def register(room: str, list_works_with: ListWorksWith) -> None:
    """Make known how a room says who works with the family that is open; the room's ``apps.py`` calls this once."""
    _registered[room] = list_works_with


def list_all(access: Any) -> tuple[WorksWith, ...]:
    """Return what every room says of the family that is open."""
    return tuple(each for room in sorted(_registered) for each in _registered[room](access))
