"""Where heads of the log are lodged, and with whom: every partner of an agreement in force has a folder of its own.

``KITH_LODGE`` names the folder of folders: a share that each partner reads, or that their mailbox is fed from.
"""

from __future__ import annotations

import os
from pathlib import Path

from kith.project.places import var_folder


def lodging_folder() -> Path:
    """Return the folder that partners' folders lie in."""
    given = os.environ.get("KITH_LODGE")
    return Path(given) if given else var_folder() / "lodged"


def lodge_with_partners(folder: Path | None = None) -> tuple[int, int]:
    """Queue the newest head for every partner and write what waits; return how many were lodged and how many wait."""
    from kith.apps.audit.heads import ask_to_lodge, lodge_heads
    from kith.apps.base.clock import today
    from kith.apps.governance.queries import list_signed_agreements

    day = today()
    ask_to_lodge({giver for each in list_signed_agreements() if each.holds_on(day) for giver in each.givers})
    return lodge_heads(folder or lodging_folder())
