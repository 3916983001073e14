"""A person who must not be found, in all that Kith shows."""

from __future__ import annotations

from typing import ClassVar

import pghistory
import pgtrigger
from django.db import models

from kith.apps.base import privacy
from kith.apps.base.fields import PersonRefField

PROTECTED_ADDRESS = "PROTECTED_ADDRESS"
RUN, ASSIGNED = "RUN", "ASSIGNED"


@pghistory.track(
    # What a run says has its history in the run.
    pghistory.InsertEvent("insert", condition=pgtrigger.Q(new__how_made=ASSIGNED)),
    pghistory.UpdateEvent("update", condition=pgtrigger.Q(new__how_made=ASSIGNED)),
)
class Shield(models.Model):
    """Shown to a shield-cleared worker with a close tie alone; to everyone else the person is not there at all.

    One that a person set is ended by two people: one asks, another agrees.
    """

    person_ref = PersonRefField(db_index=True)
    reason = models.CharField(max_length=40)
    how_made = models.CharField(max_length=20)  # RUN: an agency says so in the live run; ASSIGNED: a person decided
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    made_by = models.CharField(max_length=100, blank=True)
    set_by = models.BigIntegerField(null=True)
    review_on = models.DateField(null=True)
    end_reason = models.TextField(blank=True)
    end_asked_by = models.BigIntegerField(null=True)
    end_asked_at = models.DateTimeField(null=True)
    ended_by = models.BigIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(ended_by__isnull=True)
                | (models.Q(end_asked_by__isnull=False) & ~models.Q(ended_by=models.F("end_asked_by"))),
                name="shield_is_ended_by_two",
            ),
            models.CheckConstraint(
                condition=~models.Q(how_made=ASSIGNED)
                | models.Q(valid_to__isnull=True)
                | models.Q(ended_by__isnull=False, end_asked_by__isnull=False),
                name="assigned_shield_is_ended_by_people",
            ),
        ]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "person_ref": privacy.REF,
            "reason": privacy.ABOUT_A_PERSON,
            "how_made": privacy.NOT_PERSONAL,
            "valid_from": privacy.ABOUT_A_PERSON,
            "valid_to": privacy.ABOUT_A_PERSON,
            "made_by": privacy.STAFF,
            "set_by": privacy.STAFF,
            "review_on": privacy.ABOUT_A_PERSON,
            "end_reason": privacy.FREE_TEXT,
            "end_asked_by": privacy.STAFF,
            "end_asked_at": privacy.STAFF,
            "ended_by": privacy.STAFF,
        }
