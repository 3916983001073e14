"""Lists where an account is signed in, and ends what is not wanted."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from kith.apps.agencies.models import Sitting

MOST_AT_ONCE = 3


@dataclass(frozen=True)
class SittingRow:
    """One place where somebody is signed in; ``ref`` tells it from others and cannot be used to take it over."""

    ref: str
    began_at: datetime
    is_this: bool


def ref_of(session_key: str | None) -> str:
    """Return a hash by which a sitting is known to what is opened in it, and by which nobody can take it over."""
    return hashlib.sha256(f"sitting:{session_key}".encode()).hexdigest() if session_key else ""


def list_sittings(account_id: int, *, this: str | None) -> tuple[SittingRow, ...]:
    """Return where the account is signed in, newest first."""
    rows = Sitting.objects.filter(account_id=account_id, expire_date__gt=timezone.now()).order_by("-began_at")
    return tuple(SittingRow(ref_of(row.session_key), row.began_at, row.session_key == this) for row in rows)


def end_sitting(account_id: int, ref: str) -> None:
    """End one of the account's own sittings; nothing where it has none such."""
    for row in Sitting.objects.filter(account_id=account_id):
        if ref_of(row.session_key) == ref:
            row.delete()


def end_all_sittings(account_ids: Iterable[int] | None = None, *, alias: str = "default") -> int:
    """End every sitting of these accounts, or of everybody; return how many there were."""
    rows = Sitting.objects.using(alias)
    chosen = rows.all() if account_ids is None else rows.filter(account_id__in=list(account_ids))
    return int(chosen.delete()[0])


def keep_to_most(account_id: int, *, this: str | None) -> None:
    """End the account's oldest sittings where there are more than may be at once; never the one that has just begun."""
    others = Sitting.objects.filter(account_id=account_id).exclude(session_key=this).order_by("-began_at")
    for row in others[MOST_AT_ONCE - 1 :]:
        row.delete()
