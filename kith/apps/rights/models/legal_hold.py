"""That something must not be destroyed while somebody with authority says so: an inquiry, a court, a complaint."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models

from kith.apps.base import privacy
from kith.apps.base.fields import FamilyRefField, PersonRefField

PERSON, FAMILY, CATEGORY, EVERYTHING = "PERSON", "FAMILY", "CATEGORY", "EVERYTHING"
SCOPES = (PERSON, FAMILY, CATEGORY, EVERYTHING)


@pghistory.track()
class LegalHold(models.Model):
    """Beats every retention rule and every erasure. Set by one person, ended by two."""

    ref = models.CharField(max_length=20, primary_key=True)
    scope = models.CharField(max_length=12, choices=[(one, one) for one in SCOPES])
    person_ref = PersonRefField(blank=True, db_index=True)
    family_ref = FamilyRefField(blank=True, db_index=True)
    category = models.CharField(max_length=40, blank=True)
    authority = models.CharField(max_length=200)
    reason = models.TextField()
    starts_on = models.DateField()
    agency_id = models.CharField(max_length=40)
    set_by = models.BigIntegerField()
    set_at = models.DateTimeField()
    end_asked_by = models.BigIntegerField(null=True)
    end_because = models.TextField(blank=True)
    ended_by = models.BigIntegerField(null=True)
    ends_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(ended_by__isnull=True)
                | (models.Q(end_asked_by__isnull=False) & ~models.Q(ended_by=models.F("end_asked_by"))),
                name="legal_hold_ended_by_two",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ended_by__isnull=False),
                name="legal_hold_ends_by_somebody",
            ),
        ]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "ref": privacy.NOT_PERSONAL,
            "scope": privacy.NOT_PERSONAL,
            "person_ref": privacy.REF,
            "family_ref": privacy.REF,
            "category": privacy.NOT_PERSONAL,
            "authority": privacy.NOT_PERSONAL,
            "reason": privacy.FREE_TEXT,
            "starts_on": privacy.ABOUT_A_PERSON,
            "agency_id": privacy.NOT_PERSONAL,
            "set_by": privacy.STAFF,
            "set_at": privacy.STAFF,
            "end_asked_by": privacy.STAFF,
            "end_because": privacy.FREE_TEXT,
            "ended_by": privacy.STAFF,
            "ends_on": privacy.ABOUT_A_PERSON,
        }
