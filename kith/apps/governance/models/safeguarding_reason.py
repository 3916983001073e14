"""A typed reason that lifts the family's own agreement, for safeguarding, for one family and one sitting."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models

from kith.apps.base import privacy
from kith.apps.base.fields import FamilyRefField


@pghistory.track()
class SafeguardingReason(models.Model):
    """Holds for this worker, family and session until ``ends_at``; an auditor reads a sample of them each week."""

    ref = models.CharField(max_length=20, unique=True)
    worker_id = models.BigIntegerField()
    agency_id = models.CharField(max_length=40)
    session_ref = models.CharField(max_length=64)
    family_ref = FamilyRefField()
    reason = models.TextField()
    at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["worker_id", "family_ref"], name="reason_worker_family")]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "ref": privacy.NOT_PERSONAL,
            "worker_id": privacy.STAFF,
            "agency_id": privacy.NOT_PERSONAL,
            "session_ref": privacy.SECRET,
            "family_ref": privacy.REF,
            "reason": privacy.FREE_TEXT,
            "at": privacy.STAFF,
            "ends_at": privacy.STAFF,
        }
