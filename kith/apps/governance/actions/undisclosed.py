"""Writes that a bond is not to be told, where a file brings it in; pages use ``hidden_relations``."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from kith.apps.governance.models import HiddenRelation
from kith.apps.governance.models.hidden_relation import UNDISCLOSED

OWNER, ASSIGNED = "owner", "ASSIGNED"


def note_undisclosed(*, one_ref: str, other_ref: str, by: str) -> None:
    """Hide the bond between two people; doing it again changes nothing."""
    with transaction.atomic(using=OWNER):
        hidden = HiddenRelation.objects.using(OWNER)
        if not hidden.filter(one_ref=one_ref, other_ref=other_ref, ended_at=None).exists():
            hidden.create(
                one_ref=one_ref, other_ref=other_ref, reason=UNDISCLOSED, how_made=ASSIGNED, set_at=timezone.now()
            )
