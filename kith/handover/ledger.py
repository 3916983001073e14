"""Brings the erasure ledger back from the file kept outside the database, and erases again all that it names.

A database that was restored from an older copy has forgotten both what was erased since and that it was.
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

from kith.apps.rights.actions import LedgerLine, replay_erasures, take_back_ledger

FILE = "erasures.json"


def take_back_lines(runs: Path) -> int:
    """Add to the database the lines that only the file remembers; return how many."""
    file = Path(runs) / FILE
    if not file.exists():
        return 0
    lines = json.loads(file.read_text(encoding="utf-8")).get("lines", [])
    return take_back_ledger(_line(line) for line in lines)


def replay_ledger(runs: Path) -> tuple[int, int]:
    """Bring the ledger back and replay it; return how many lines came back, and how many rows went again."""
    back = take_back_lines(runs)
    return back, replay_erasures()


def _line(found: dict[str, object]) -> LedgerLine:
    given = {name: tuple(value) if isinstance(value, list) else value for name, value in found.items()}
    return LedgerLine(**{**given, "erased_at": datetime.fromisoformat(str(found["erased_at"]))})  # type: ignore[arg-type]
