"""A line of the log that a person is not shown for now, because somebody could come to harm by it."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models

from kith.apps.base import privacy


@pghistory.track()
class WithheldLine(models.Model):
    """Holds from the moment it is asked for; a second person confirms or ends it; a past review ends nothing."""

    ref = models.CharField(max_length=20, unique=True)
    event_id = models.BigIntegerField(db_index=True)
    why = models.TextField()
    review_on = models.DateField()
    asked_by = models.BigIntegerField()
    asked_at = models.DateTimeField()
    confirmed_by = models.BigIntegerField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    ended_by = models.BigIntegerField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(confirmed_by=None) | ~models.Q(confirmed_by=models.F("asked_by")),
                name="withheld_by_two_people",
            ),
            models.UniqueConstraint(
                fields=["event_id"], condition=models.Q(ended_at=None), name="withheld_once_at_a_time"
            ),
        ]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "ref": privacy.NOT_PERSONAL,
            "event_id": privacy.REF,
            "why": privacy.FREE_TEXT,
            "review_on": privacy.NOT_PERSONAL,
            "asked_by": privacy.STAFF,
            "asked_at": privacy.STAFF,
            "confirmed_by": privacy.STAFF,
            "confirmed_at": privacy.STAFF,
            "ended_by": privacy.STAFF,
            "ended_at": privacy.STAFF,
        }
