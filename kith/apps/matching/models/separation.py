"""That somebody said of one person on a page: these are two. What was asked, by whom agreed, and what became of it."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models

from kith.apps.base import privacy
from kith.apps.base.fields import FamilyRefField, PersonRefField

ASKED, AGREED, MADE, DECLINED = "ASKED", "AGREED", "MADE", "DECLINED"
STATES = (ASKED, AGREED, MADE, DECLINED)


@pghistory.track()
class Separation(models.Model):
    """``other_ref``, given when it is MADE, is whom ``other_records`` are of. The next run settles the facts."""

    ref = models.CharField(max_length=20, unique=True)
    family_ref = FamilyRefField()
    person_ref = PersonRefField(db_index=True)
    other_ref = PersonRefField(blank=True, db_index=True)
    other_records = ArrayField(models.CharField(max_length=200))
    kept_records = ArrayField(models.CharField(max_length=200))
    reason = models.TextField()
    needs_second = models.BooleanField()
    state = models.CharField(max_length=10, choices=[(one, one) for one in STATES])
    asked_by = models.BigIntegerField()
    asked_at = models.DateTimeField()
    decided_by = models.BigIntegerField(null=True)
    decided_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(needs_second=False)
                | models.Q(state__in=(ASKED, DECLINED))
                | (models.Q(decided_by__isnull=False) & ~models.Q(decided_by=models.F("asked_by"))),
                name="separation_takes_two",
            ),
            models.CheckConstraint(
                condition=~models.Q(other_records=[]) & ~models.Q(kept_records=[]), name="separation_leaves_two"
            ),
        ]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "ref": privacy.NOT_PERSONAL,
            "family_ref": privacy.REF,
            "person_ref": privacy.REF,
            "other_ref": privacy.REF,
            "other_records": privacy.REF,
            "kept_records": privacy.REF,
            "reason": privacy.FREE_TEXT,
            "needs_second": privacy.ABOUT_A_PERSON,
            "state": privacy.ABOUT_A_PERSON,
            "asked_by": privacy.STAFF,
            "asked_at": privacy.STAFF,
            "decided_by": privacy.STAFF,
            "decided_at": privacy.STAFF,
            "made_at": privacy.NOT_PERSONAL,
        }


class SeparationItem(models.Model):
    """One row that hangs on the person who is taken apart; ``goes`` is empty until somebody says whose it is."""

    separation = models.ForeignKey(Separation, on_delete=models.CASCADE, related_name="items")
    model = models.CharField(max_length=100)
    row = models.CharField(max_length=64)
    field = models.CharField(max_length=60)
    words = models.CharField(max_length=300)
    goes = models.BooleanField(null=True)
    chosen_by = models.BigIntegerField(null=True)
    moved_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["separation", "model", "row", "field"], name="one_item_for_a_row")
        ]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "separation": privacy.NOT_PERSONAL,
            "model": privacy.NOT_PERSONAL,
            "row": privacy.NOT_PERSONAL,
            "field": privacy.NOT_PERSONAL,
            "words": privacy.FREE_TEXT,
            "goes": privacy.ABOUT_A_PERSON,
            "chosen_by": privacy.STAFF,
            "moved_at": privacy.NOT_PERSONAL,
        }
