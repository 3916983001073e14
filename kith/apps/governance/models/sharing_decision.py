"""Somebody's decision to share something, or not to: its own record, with basis, reason and detriment."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models

from kith.apps.base import privacy
from kith.apps.base.fields import FamilyRefField, PersonRefField

SHARED, NOT_SHARED = "SHARED", "NOT_SHARED"


@pghistory.track()
class SharingDecision(models.Model):
    """``about`` says what arose it (an enquiry's or request's reference). A refusal is kept as carefully as a yes."""

    ref = models.CharField(max_length=20, unique=True)
    about = models.CharField(max_length=20, blank=True)
    family_ref = FamilyRefField(blank=True, db_index=True)
    person_ref = PersonRefField(blank=True, db_index=True)
    asked_by = models.CharField(max_length=200)
    held_by = models.CharField(max_length=40)
    what = models.TextField()
    outcome = models.CharField(max_length=12, choices=[(one, one) for one in (SHARED, NOT_SHARED)])
    basis = models.CharField(max_length=60)
    reason = models.TextField()
    detriment = models.TextField(blank=True)
    is_under_duty = models.BooleanField(default=False)
    is_identifier_withheld = models.BooleanField(default=False)
    family_told_on = models.DateField(null=True)
    withheld_reason = models.TextField(blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.BigIntegerField()
    agency_id = models.CharField(max_length=40)

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "ref": privacy.NOT_PERSONAL,
            "about": privacy.NOT_PERSONAL,
            "family_ref": privacy.REF,
            "person_ref": privacy.REF,
            "asked_by": privacy.STAFF,
            "held_by": privacy.NOT_PERSONAL,
            "what": privacy.FREE_TEXT,
            "outcome": privacy.ABOUT_A_PERSON,
            "basis": privacy.NOT_PERSONAL,
            "reason": privacy.FREE_TEXT,
            "detriment": privacy.FREE_TEXT,
            "is_under_duty": privacy.NOT_PERSONAL,
            "is_identifier_withheld": privacy.NOT_PERSONAL,
            "family_told_on": privacy.ABOUT_A_PERSON,
            "withheld_reason": privacy.FREE_TEXT,
            "decided_at": privacy.STAFF,
            "decided_by": privacy.STAFF,
            "agency_id": privacy.NOT_PERSONAL,
        }
