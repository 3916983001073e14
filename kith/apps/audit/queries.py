"""Reads the access log, as the audit role: the web role cannot."""

from __future__ import annotations

from kith.apps.audit.models import AccessEvent

AUDIT = "audit"


def count_events(*, action: str | None = None, outcome: str | None = None, family_ref: str | None = None) -> int:
    """Return how many lines there are with these marks."""
    marks = {"action": action, "outcome": outcome, "family_ref": family_ref}
    chosen = {name: value for name, value in marks.items() if value is not None}
    return AccessEvent.objects.using(AUDIT).filter(**chosen).count()


def list_newest_events(how_many: int = 50) -> list[dict[str, object]]:
    """Return the newest lines, newest first, as plain values."""
    return [dict(line) for line in AccessEvent.objects.using(AUDIT).order_by("-id").values()[:how_many]]
