"""That the family was referred to a service, and what came of it: a plain record, until there is a directory."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models

from kith.apps.base import privacy
from kith.apps.casework.models.episode import Episode

OUTCOMES = {
    "STARTED": "They have begun",
    "WAITING": "They wait for a place",
    "NOTTAKEN": "The service said no",
    "DECLINED": "The family chose not to go",
    "FINISHED": "They have finished",
}


@pghistory.track()
class ServiceReferral(models.Model):
    """``outcome`` is empty until something is heard."""

    ref = models.CharField(max_length=20, unique=True)
    episode = models.ForeignKey(Episode, on_delete=models.CASCADE)
    service = models.CharField(max_length=120)
    why = models.TextField()
    sent_on = models.DateField()
    outcome = models.CharField(max_length=10, blank=True, choices=list(OUTCOMES.items()))
    outcome_on = models.DateField(null=True)
    note = models.TextField(blank=True)
    written_by = models.BigIntegerField()

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "ref": privacy.REF,
            "episode": privacy.REF,
            "service": privacy.ABOUT_A_PERSON,
            "why": privacy.FREE_TEXT,
            "sent_on": privacy.ABOUT_A_PERSON,
            "outcome": privacy.ABOUT_A_PERSON,
            "outcome_on": privacy.ABOUT_A_PERSON,
            "note": privacy.FREE_TEXT,
            "written_by": privacy.STAFF,
        }
