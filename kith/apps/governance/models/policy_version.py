"""A version of the council's table of role and purpose: proposed by one person, approved by another."""

from __future__ import annotations

from typing import ClassVar

import pghistory
import pgtrigger
from django.db import models

from kith.apps.base import privacy
from kith.rules.policy_change import CLOSED_ROLES

# What pages refuse, the database refuses too: no cap for those who never open anything, no change once proposed.
_KEPT_SAFE = f"""
if exists (
    select from jsonb_each_text(new.caps)
    where split_part(key, ' ', 1) in ({", ".join(f"'{role}'" for role in sorted(CLOSED_ROLES))}) and value::int <> 0
) then
    raise exception 'This role may never open anything about a person.';
end if;
if tg_op = 'UPDATE' and (new.caps <> old.caps or old.approved_at is not null or old.declined_at is not null) then
    raise exception 'A version that was proposed is approved or declined, once, and not changed.';
end if;
return new;
"""


@pghistory.track()
class PolicyVersion(models.Model):
    """In force from ``approved_at`` until the next; ``caps`` maps "ROLE PURPOSE" to a level. Without any, the files."""

    version = models.CharField(max_length=20, unique=True)
    caps = models.JSONField()
    reason = models.TextField()
    proposed_by = models.BigIntegerField()
    proposed_at = models.DateTimeField()
    approved_by = models.BigIntegerField(null=True)
    approved_at = models.DateTimeField(null=True)
    declined_by = models.BigIntegerField(null=True)
    declined_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(approved_by__isnull=True) | ~models.Q(approved_by=models.F("proposed_by")),
                name="policy_version_takes_two_people",
            )
        ]
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="policy_kept_safe",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=_KEPT_SAFE,
            )
        ]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "version": privacy.NOT_PERSONAL,
            "caps": privacy.NOT_PERSONAL,
            "reason": privacy.STAFF,
            "proposed_by": privacy.STAFF,
            "proposed_at": privacy.STAFF,
            "approved_by": privacy.STAFF,
            "approved_at": privacy.STAFF,
            "declined_by": privacy.STAFF,
            "declined_at": privacy.STAFF,
        }
