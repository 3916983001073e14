"""A decided contact on its way to whoever takes it on: offered, and then accepted or given back or taken back."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models

from kith.apps.base import privacy
from kith.apps.frontdoor.models.contact import Contact
from kith.apps.frontdoor.models.decision import Decision

OFFERED, ACCEPTED, RETURNED, TAKEN_BACK = "OFFERED", "ACCEPTED", "RETURNED", "TAKEN"
STATES = (OFFERED, ACCEPTED, RETURNED, TAKEN_BACK)


@pghistory.track()
class Passing(models.Model):
    """``again_due_at`` is by when the front door decides once more where it was given back."""

    ref = models.CharField(max_length=20, primary_key=True)
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="passings")
    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="passing")
    to_agency_id = models.CharField(max_length=40)
    to_team = models.CharField(max_length=100, blank=True)
    level = models.CharField(max_length=2, blank=True)
    offered_by = models.BigIntegerField()
    offered_at = models.DateTimeField()
    state = models.CharField(max_length=8, default=OFFERED, choices=[(each, each) for each in STATES])
    answered_by = models.BigIntegerField(null=True)
    answered_at = models.DateTimeField(null=True)
    returned_why = models.TextField(blank=True)
    again_due_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["to_agency_id", "state"], name="passing_to_agency")]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "ref": privacy.NOT_PERSONAL,
            "contact": privacy.NOT_PERSONAL,
            "decision": privacy.NOT_PERSONAL,
            "to_agency_id": privacy.ABOUT_A_PERSON,
            "to_team": privacy.ABOUT_A_PERSON,
            "level": privacy.ABOUT_A_PERSON,
            "offered_by": privacy.STAFF,
            "offered_at": privacy.STAFF,
            "state": privacy.ABOUT_A_PERSON,
            "answered_by": privacy.STAFF,
            "answered_at": privacy.STAFF,
            "returned_why": privacy.FREE_TEXT,
            "again_due_at": privacy.NOT_PERSONAL,
        }
