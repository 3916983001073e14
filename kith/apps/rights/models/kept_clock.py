"""When what one room holds of one person goes, and why: worked out by a job, read by pages."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kith.apps.base import privacy
from kith.apps.base.fields import PersonRefField


class KeptClock(models.Model):
    """``goes_on`` is empty while nothing has begun to count. Made anew each time; its order row says when."""

    person_ref = PersonRefField(db_index=True)
    room = models.CharField(max_length=20)
    category = models.CharField(max_length=40)
    label = models.CharField(max_length=100)
    held = models.PositiveIntegerField()
    goes_on = models.DateField(null=True)
    rule = models.CharField(max_length=40, blank=True)
    action = models.CharField(max_length=10, blank=True)
    why = models.TextField()
    is_on_hold = models.BooleanField(default=False)

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "person_ref": privacy.REF,
            "room": privacy.NOT_PERSONAL,
            "category": privacy.ABOUT_A_PERSON,
            "label": privacy.ABOUT_A_PERSON,
            "held": privacy.ABOUT_A_PERSON,
            "goes_on": privacy.ABOUT_A_PERSON,
            "rule": privacy.NOT_PERSONAL,
            "action": privacy.NOT_PERSONAL,
            "why": privacy.ABOUT_A_PERSON,
            "is_on_hold": privacy.ABOUT_A_PERSON,
        }


class ClockOrder(models.Model):
    """That somebody wants to read when a person's records go; the job works it out, and again each month."""

    person_ref = PersonRefField(primary_key=True)
    ordered_at = models.DateTimeField()
    agency_id = models.CharField(max_length=40)
    worked_out_on = models.DateField(null=True)
    needs_clearance = models.BooleanField(default=False)

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "person_ref": privacy.REF,
            "ordered_at": privacy.NOT_PERSONAL,
            "agency_id": privacy.NOT_PERSONAL,
            "worked_out_on": privacy.NOT_PERSONAL,
            "needs_clearance": privacy.ABOUT_A_PERSON,
        }
