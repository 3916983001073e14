"""What whoever told the front door was answered after a decision: no contact is closed without it."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from kith.apps.base import privacy
from kith.apps.frontdoor.models.contact import Contact
from kith.apps.frontdoor.models.decision import Decision
from kith.vocabulary.codes.feedback_ways import FEEDBACK_WAYS


class Feedback(models.Model):
    """Never changed once written. ``text`` is what they are told; where they cannot be, why not.

    ``to_worker`` is who reads it in Kith, where they sent the contact from their own sign-in.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="feedback")
    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="feedback")
    text = models.TextField()
    how = models.CharField(max_length=12, choices=list(FEEDBACK_WAYS.items()))
    to_worker = models.BigIntegerField(null=True)
    told_by = models.BigIntegerField()
    told_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["to_worker"], name="feedback_to_worker")]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "contact": privacy.NOT_PERSONAL,
            "decision": privacy.NOT_PERSONAL,
            "text": privacy.FREE_TEXT,
            "how": privacy.ABOUT_A_PERSON,
            "to_worker": privacy.STAFF,
            "told_by": privacy.STAFF,
            "told_at": privacy.STAFF,
        }
