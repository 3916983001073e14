"""One spell of help for one family: which agency holds it, since when, and how it ended."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models

from kith.apps.base import privacy
from kith.apps.base.fields import FamilyRefField

OPENED_BY_HAND, FROM_CONTACT, IMPORTED = "BY_HAND", "CONTACT", "IMPORT"


@pghistory.track()
class Episode(models.Model):
    """Stays the same while help steps up and down and passes from team to team: only its levels and leads change.

    ``contact_ref`` is what it was opened from; ``previous_ref`` the episode of the family before it, never overwritten.
    """

    ref = models.CharField(max_length=20, unique=True)
    family_ref = FamilyRefField(db_index=True)
    agency_id = models.CharField(max_length=40)
    team = models.CharField(max_length=60, blank=True)
    opened_from = models.CharField(max_length=10)
    contact_ref = models.CharField(max_length=20, blank=True)
    reason_code = models.CharField(max_length=10, blank=True)
    reason = models.TextField(blank=True)
    tags = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    previous_ref = models.CharField(max_length=20, blank=True)
    started_on = models.DateField()
    opened_at = models.DateTimeField()
    opened_by = models.BigIntegerField()
    held_since = models.DateField(null=True)
    hold_reason = models.TextField(blank=True)
    ended_on = models.DateField(null=True)
    end_reason = models.CharField(max_length=10, blank=True)
    end_note = models.TextField(blank=True)
    ended_by = models.BigIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["family_ref"], condition=models.Q(ended_on__isnull=True), name="one_open_episode_for_a_family"
            ),
            models.CheckConstraint(
                condition=models.Q(ended_on__isnull=True, end_reason="")
                | (models.Q(ended_on__isnull=False, ended_by__isnull=False) & ~models.Q(end_reason="")),
                name="an_end_has_its_reason",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["agency_id"], name="episode_open_of_agency", condition=models.Q(ended_on__isnull=True))
        ]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "ref": privacy.REF,
            "family_ref": privacy.REF,
            "agency_id": privacy.ABOUT_A_PERSON,
            "team": privacy.ABOUT_A_PERSON,
            "opened_from": privacy.NOT_PERSONAL,
            "contact_ref": privacy.REF,
            "reason_code": privacy.ABOUT_A_PERSON,
            "reason": privacy.FREE_TEXT,
            "tags": privacy.ABOUT_A_PERSON,
            "previous_ref": privacy.REF,
            "started_on": privacy.ABOUT_A_PERSON,
            "opened_at": privacy.ABOUT_A_PERSON,
            "opened_by": privacy.STAFF,
            "held_since": privacy.ABOUT_A_PERSON,
            "hold_reason": privacy.FREE_TEXT,
            "ended_on": privacy.ABOUT_A_PERSON,
            "end_reason": privacy.ABOUT_A_PERSON,
            "end_note": privacy.FREE_TEXT,
            "ended_by": privacy.STAFF,
        }
