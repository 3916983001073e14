"""That a manager and a lead worker talked about a family: when, what was agreed, and when they talk again."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models

from kith.apps.base import privacy
from kith.apps.casework.models.episode import Episode


@pghistory.track()
class Supervision(models.Model):
    """One talk about one episode, with one worker."""

    episode = models.ForeignKey(Episode, on_delete=models.CASCADE)
    agency_id = models.CharField(max_length=40)
    staff_id = models.CharField(max_length=60)
    held_on = models.DateField()
    text = models.TextField()
    next_on = models.DateField(null=True)
    written_by = models.BigIntegerField()
    written_at = models.DateTimeField()

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "episode": privacy.REF,
            "agency_id": privacy.STAFF,
            "staff_id": privacy.STAFF,
            "held_on": privacy.STAFF,
            "text": privacy.FREE_TEXT,
            "next_on": privacy.STAFF,
            "written_by": privacy.STAFF,
            "written_at": privacy.STAFF,
        }
