"""Decides whether a run links everything anew or goes on from what is known, and says why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kith.engine.linkage.council_state import Known, find_known

WHOLE_EVERY = 28  # days: small steps drift, for what was joined on one week's evidence is not looked at again
MOST_CHANGED = 0.3  # of the records: beyond it going on saves nothing, and shares counted long ago mislead

REASONS = {
    "ASKED": "it was asked for",
    "FIRST": "nothing is kept to go on from",
    "OTHER_RULES": "linkage's rules or its model have changed since",
    "LONG_AGO": f"everything was last compared with everything {WHOLE_EVERY} days ago or more",
    "MUCH_CHANGED": "three records in ten or more have changed",
    "": "",
}


@dataclass(frozen=True)
class WeekOn:
    """What a run's linkage may go on from and must leave: ``known`` and ``keep`` are folders, if any."""

    as_at: date
    known: Path | None = None
    keep: Path | None = None
    anew: bool = False

    def start(self) -> tuple[Known | None, str]:
        """Return what to go on from, or None and the reason why everything is linked anew."""
        known = find_known(self.known) if self.known else None
        if known is None:
            return None, "FIRST"
        if self.anew:
            return None, "ASKED"
        if not known.is_of_this_kith:
            return None, "OTHER_RULES"
        days = (self.as_at - known.whole_on).days
        return (None, "LONG_AGO") if not 0 <= days < WHOLE_EVERY else (known, "")


def much_has_changed(changed: int, gone: int, records: int) -> bool:
    """Answer whether so much has changed that everything had better be linked anew."""
    return changed + gone > MOST_CHANGED * max(records, 1)
