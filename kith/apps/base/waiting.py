"""What waits for a worker on the start page: each room says its own, so that no room need know the others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Waiting:
    """One thing to do. ``text`` names no person: "Say if breaking the glass was right (BG-7Q2M9XKA)"."""

    text: str
    url: str
    due_at: datetime | None = None
    is_overdue: bool = False


ListWaiting = Callable[[Any], tuple[Waiting, ...]]  # a SignedInWorker, whom this room does not know
_registered: dict[str, ListWaiting] = {}


def register(room: str, list_waiting: ListWaiting) -> None:
    """Make known how a room's waiting things are listed; the room's ``apps.py`` calls this once."""
    _registered[room] = list_waiting


def list_all(worker: Any) -> tuple[Waiting, ...]:
    """Return what waits for this worker in every room: the overdue first, then by when it is due."""
    found = [each for room in sorted(_registered) for each in _registered[room](worker)]
    return tuple(sorted(found, key=lambda each: (not each.is_overdue, each.due_at is None, str(each.due_at or ""))))
