"""That a worker must not open a family because it is their own, or close to them in their private life."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models

from kith.apps.base import privacy
from kith.apps.base.fields import FamilyRefField


@pghistory.track()
class DeclaredInterest(models.Model):
    """Closes the family to the worker whatever ties they have; declared by themselves or by their manager.

    Who is whose relative is known to nobody's file, so it rests on being declared. It never says why.
    """

    worker_id = models.BigIntegerField(db_index=True)
    agency_id = models.CharField(max_length=40)
    family_ref = FamilyRefField()
    declared_by = models.BigIntegerField()
    declared_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.BigIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(ended_by__isnull=True) | ~models.Q(ended_by=models.F("worker_id")),
                name="nobody_ends_their_own_interest",
            )
        ]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "worker_id": privacy.STAFF,
            "agency_id": privacy.NOT_PERSONAL,
            "family_ref": privacy.REF,
            "declared_by": privacy.STAFF,
            "declared_at": privacy.STAFF,
            "ended_at": privacy.STAFF,
            "ended_by": privacy.STAFF,
        }
