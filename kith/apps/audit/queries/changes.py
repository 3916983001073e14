"""Who changed a row, when and why: read from the history that the database keeps of every tracked table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps

AUDIT = "audit"
LABELS = {"insert": "Made", "update": "Changed", "delete": "Removed"}
OF_HISTORY = frozenset({"pgh_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context_id"})


@dataclass(frozen=True)
class Change:
    """One change: by a worker (their number), or by a command or job (its name); ``changed`` maps fields to values."""

    at: datetime
    what: str
    worker_id: int | None
    by: str
    action: str
    changed: dict[str, tuple[Any, Any]]


def list_changes(model: str, key: int | str, *, using: str = AUDIT) -> tuple[Change, ...]:
    """Return the changes to one row of ``model`` ("governance.Agreement"), oldest first."""
    history = apps.get_model(f"{model}Event")
    rows = history.objects.using(using).filter(pgh_obj_id=key).select_related("pgh_context").order_by("pgh_id")
    names = [field.attname for field in history._meta.concrete_fields if field.attname not in OF_HISTORY]
    changes, before = [], dict.fromkeys(names)
    for row in rows:
        now = {name: getattr(row, name) for name in names}
        about = (row.pgh_context.metadata if row.pgh_context else None) or {}
        changed = {name: (before[name], now[name]) for name in names if before[name] != now[name]}
        what = LABELS.get(row.pgh_label, row.pgh_label)
        changes.append(
            Change(row.pgh_created_at, what, about.get("worker"), about.get("by", ""), about.get("action", ""), changed)
        )
        before = now
    return tuple(changes)
