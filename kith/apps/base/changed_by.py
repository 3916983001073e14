"""Says who changes rows and for what, to the history that the database keeps, on whichever connection does it.

``pghistory.context`` reaches the default connection alone; commands, jobs and the loading of runs use others.
"""

from __future__ import annotations

import json
import uuid

from django.db import connections


def note_changed_by(using: str, *, by: str, action: str) -> None:
    """Put ``by`` and ``action`` beside every change that the transaction open on ``using`` makes from here on."""
    about = json.dumps({"by": by, "action": action})
    with connections[using].cursor() as cursor:
        cursor.execute(
            "select set_config('pghistory.context_id', %s, true), set_config('pghistory.context_metadata', %s, true)",
            [str(uuid.uuid4()), about],
        )
