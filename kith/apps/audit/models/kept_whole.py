"""The triggers by which a table of the log is never emptied, and where it may be so, never changed."""

from __future__ import annotations

import pgtrigger


def kept_whole(what: str, *, is_append_only: bool = True) -> list[pgtrigger.Trigger]:
    """Return triggers that stop truncation, and with ``is_append_only`` every update and deletion too."""
    triggers: list[pgtrigger.Trigger] = [
        pgtrigger.Trigger(
            name="never_emptied",
            level=pgtrigger.Statement,
            when=pgtrigger.Before,
            operation=pgtrigger.Truncate,
            func=f"raise exception 'The {what} of the access log are never emptied.';",
        )
    ]
    if is_append_only:
        triggers.append(pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete))
    return triggers
