"""What a worker said on a family's page of where somebody lives: that they live there no longer."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models

from kith.apps.base import privacy
from kith.apps.base.fields import FamilyRefField, PersonRefField


@pghistory.track()
class HomeLeft(models.Model):
    """Shown at once, and obeyed by every run from the next, until it is undone or an agency tells something newer.

    It takes an address away and never gives one: nobody is moved by it, least of all to where somebody else says.
    """

    ref = models.CharField(max_length=20, unique=True)
    family_ref = FamilyRefField()
    person_ref = PersonRefField(db_index=True)
    dwelling_id = models.CharField(max_length=200)
    left_on = models.DateField()
    said_on = models.DateField()  # what an agency tells of a later day is newer
    reason = models.TextField()
    said_by = models.BigIntegerField()
    said_at = models.DateTimeField()
    undone_by = models.BigIntegerField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(left_on__lte=models.F("said_on")), name="home_left_by_then"),
        ]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "ref": privacy.NOT_PERSONAL,
            "family_ref": privacy.REF,
            "person_ref": privacy.REF,
            "dwelling_id": privacy.ADDRESS,
            "left_on": privacy.ADDRESS,
            "said_on": privacy.STAFF,
            "reason": privacy.FREE_TEXT,
            "said_by": privacy.STAFF,
            "said_at": privacy.STAFF,
            "undone_by": privacy.STAFF,
            "undone_at": privacy.STAFF,
        }
