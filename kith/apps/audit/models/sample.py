"""Reasons that were typed to lift the family's gate, drawn at random each week for somebody to look at."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models

from kith.apps.base import privacy

FINE, ASK, WRONG = "FINE", "ASK", "WRONG"


@pghistory.track()
class SampledReason(models.Model):
    """One line of the log that was drawn, and what an auditor made of its reason."""

    event_id = models.BigIntegerField(unique=True)
    week = models.DateField()  # its Monday
    due_on = models.DateField()
    mark = models.CharField(max_length=10, blank=True)
    note = models.TextField(blank=True)
    marked_by = models.BigIntegerField(null=True)
    marked_at = models.DateTimeField(null=True)

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "event_id": privacy.REF,
            "week": privacy.NOT_PERSONAL,
            "due_on": privacy.NOT_PERSONAL,
            "mark": privacy.STAFF,
            "note": privacy.FREE_TEXT,
            "marked_by": privacy.STAFF,
            "marked_at": privacy.STAFF,
        }
