"""What waits for a worker on the start page: each room's ``queries.list_waiting(worker)`` gives its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Waiting:
    """One thing to do. ``text`` names no person: "Say if breaking the glass was right (BG-7Q2M9XK)"."""

    text: str
    url: str
    due_at: datetime | None = None
    is_overdue: bool = False
