"""An episode offered by one agency to another: what stood then, and whether it was accepted, returned or taken back."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models

from kith.apps.base import privacy
from kith.apps.casework.models.episode import Episode

OFFERED, ACCEPTED, RETURNED, TAKEN_BACK = "OFFERED", "ACCEPTED", "RETURNED", "TAKEN_BACK"


@pghistory.track()
class Handover(models.Model):
    """Nothing passes until the receiver accepts. ``snapshot`` holds levels, roles and counts as they were: nobody's
    reference or name. One that was returned stays, so that what bounces back is seen.
    """

    ref = models.CharField(max_length=20, unique=True)
    episode = models.ForeignKey(Episode, on_delete=models.CASCADE)
    from_agency = models.CharField(max_length=40)
    to_agency = models.CharField(max_length=40)
    to_team = models.CharField(max_length=60, blank=True)
    why = models.TextField()
    what_comes_next = models.TextField(blank=True)
    snapshot = models.JSONField(default=dict)
    state = models.CharField(max_length=12, default=OFFERED)
    offered_by = models.BigIntegerField()
    offered_at = models.DateTimeField()
    answered_by = models.BigIntegerField(null=True)
    answered_at = models.DateTimeField(null=True)
    answer_reason = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["episode"], condition=models.Q(state=OFFERED), name="one_handover_offered_at_a_time"
            ),
            models.CheckConstraint(
                condition=~models.Q(state=RETURNED) | ~models.Q(answer_reason=""), name="a_return_has_its_reason"
            ),
        ]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "ref": privacy.REF,
            "episode": privacy.REF,
            "from_agency": privacy.ABOUT_A_PERSON,
            "to_agency": privacy.ABOUT_A_PERSON,
            "to_team": privacy.ABOUT_A_PERSON,
            "why": privacy.FREE_TEXT,
            "what_comes_next": privacy.FREE_TEXT,
            "snapshot": privacy.ABOUT_A_PERSON,
            "state": privacy.ABOUT_A_PERSON,
            "offered_by": privacy.STAFF,
            "offered_at": privacy.STAFF,
            "answered_by": privacy.STAFF,
            "answered_at": privacy.STAFF,
            "answer_reason": privacy.FREE_TEXT,
        }
