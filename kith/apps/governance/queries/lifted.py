"""Reads what a worker has done to open more of one family: broken glass, a typed reason; and what keeps it closed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection
from django.utils import timezone

from kith.apps.governance.models import DeclaredInterest, SafeguardingReason
from kith.apps.governance.queries.emergency import find_open_glass
from kith.rules.access import Purpose

if TYPE_CHECKING:
    from kith.apps.agencies.queries import SignedInWorker


@dataclass(frozen=True)
class Lifted:
    """What holds for one worker, one family and one sitting; nothing of it outside safeguarding."""

    glass_ref: str = ""
    has_reason: bool = False


def find_lifted(worker: SignedInWorker, purpose: str, family_ref: str) -> Lifted:
    """Return what this sitting has lifted for this family."""
    if purpose != Purpose.SAFEGUARDING or not worker.session_ref:
        return Lifted()
    now = timezone.now()
    glass = find_open_glass(worker, family_ref)
    reasons = SafeguardingReason.objects.filter(
        worker_id=worker.worker_id, session_ref=worker.session_ref, family_ref=family_ref, at__lte=now, ends_at__gt=now
    )
    return Lifted(glass.ref if glass else "", reasons.exists())


def list_interests(worker: SignedInWorker) -> frozenset[str]:
    """Return the families that stay closed to the worker because they are close to them in their own life."""
    rows = DeclaredInterest.objects.filter(worker_id=worker.worker_id, ended_at__isnull=True)
    return frozenset(rows.values_list("family_ref", flat=True))


def is_opened_by_database(family_ref: str) -> bool:
    """Answer whether the database found anybody in the family who may be known of; only inside an open door."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select exists (select from unnest(kith_set('memberships')) as one where split_part(one, '|', 1) = %s)",
            [family_ref],
        )
        return bool(cursor.fetchone()[0])
