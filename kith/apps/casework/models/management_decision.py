"""What a worker asked a manager to agree to, or a manager decided by themselves, and what they said of it."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models

from kith.apps.base import privacy
from kith.apps.base.fields import PersonRefField
from kith.apps.casework.models.episode import Episode

LEVEL, END, OTHER = "LEVEL", "END", "OTHER"
APPROVED, SENT_BACK = "APPROVED", "SENT_BACK"


@pghistory.track()
class ManagementDecision(models.Model):
    """``outcome`` is empty while it waits. A change of level that is approved is made at once, as it was asked for."""

    ref = models.CharField(max_length=20, unique=True)
    episode = models.ForeignKey(Episode, on_delete=models.CASCADE)
    kind = models.CharField(max_length=10, choices=[(one, one) for one in (LEVEL, END, OTHER)])
    person_ref = PersonRefField(blank=True, db_index=True)
    to_level = models.CharField(max_length=4, blank=True)
    what = models.TextField()
    asked_by = models.BigIntegerField()
    asked_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, blank=True)
    comment = models.TextField(blank=True)
    decided_by = models.BigIntegerField(null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(outcome=SENT_BACK) | ~models.Q(comment=""), name="sent_back_with_a_comment"
            ),
            models.CheckConstraint(
                condition=models.Q(outcome="", decided_by__isnull=True)
                | (~models.Q(outcome="") & models.Q(decided_by__isnull=False)),
                name="decided_by_somebody",
            ),
        ]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "ref": privacy.REF,
            "episode": privacy.REF,
            "kind": privacy.ABOUT_A_PERSON,
            "person_ref": privacy.REF,
            "to_level": privacy.ABOUT_A_PERSON,
            "what": privacy.FREE_TEXT,
            "asked_by": privacy.STAFF,
            "asked_at": privacy.STAFF,
            "outcome": privacy.ABOUT_A_PERSON,
            "comment": privacy.FREE_TEXT,
            "decided_by": privacy.STAFF,
            "decided_at": privacy.STAFF,
        }
