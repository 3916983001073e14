"""A version of the council's table of role and purpose: proposed by one person, approved by another."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models

from kith.apps.base import privacy


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
    declined_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(approved_by__isnull=True) | ~models.Q(approved_by=models.F("proposed_by")),
                name="policy_version_takes_two_people",
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
            "declined_at": privacy.STAFF,
        }
