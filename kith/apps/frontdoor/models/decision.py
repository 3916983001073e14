"""What was decided about a contact, by whom and why; a contact that was opened again is decided again."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from kith.apps.base import privacy
from kith.apps.frontdoor.models.contact import Contact
from kith.vocabulary.codes.contact_outcomes import CONTACT_OUTCOMES


class Decision(models.Model):
    """Never changed once written. ``due_at`` is what the clock said at that moment, so that a count stays true."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="decisions")
    number = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=8, choices=[(each, each) for each in CONTACT_OUTCOMES])
    reason = models.TextField()
    to_agency_id = models.CharField(max_length=40, blank=True)
    to_team = models.CharField(max_length=100, blank=True)
    level = models.CharField(max_length=2, blank=True)
    decided_by = models.BigIntegerField()
    decided_at = models.DateTimeField()
    due_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["contact", "number"], name="contact_decision_number"),
        ]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "contact": privacy.NOT_PERSONAL,
            "number": privacy.NOT_PERSONAL,
            "outcome": privacy.ABOUT_A_PERSON,
            "reason": privacy.FREE_TEXT,
            "to_agency_id": privacy.ABOUT_A_PERSON,
            "to_team": privacy.ABOUT_A_PERSON,
            "level": privacy.ABOUT_A_PERSON,
            "decided_by": privacy.STAFF,
            "decided_at": privacy.STAFF,
            "due_at": privacy.NOT_PERSONAL,
        }
