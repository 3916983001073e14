"""A month's list of what has been kept long enough, its two approvals, and what became of each line."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models

from kith.apps.base import privacy
from kith.apps.base.fields import PersonRefField

WAITING, GONE, ON_HOLD, NOT_DUE, FOR_A_PERSON = "WAITING", "GONE", "ON_HOLD", "NOT_DUE", "FOR_A_PERSON"
ITEM_STATES = (WAITING, GONE, ON_HOLD, NOT_DUE, FOR_A_PERSON)


@pghistory.track()
class DisposalList(models.Model):
    """Two different people approve it; then the job lets its lines go, and the list is the certificate."""

    ref = models.CharField(max_length=20, primary_key=True)
    as_at = models.DateField()
    agency_id = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    approved_by = models.BigIntegerField(null=True)
    approved_at = models.DateTimeField(null=True)
    second_by = models.BigIntegerField(null=True)
    second_at = models.DateTimeField(null=True)
    declined_by = models.BigIntegerField(null=True)
    declined_because = models.TextField(blank=True)
    done_at = models.DateTimeField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(second_by__isnull=True)
                | (models.Q(approved_by__isnull=False) & ~models.Q(second_by=models.F("approved_by"))),
                name="disposal_approved_by_two",
            ),
            models.CheckConstraint(
                condition=models.Q(done_at__isnull=True) | models.Q(second_by__isnull=False),
                name="disposal_done_after_two",
            ),
        ]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "ref": privacy.NOT_PERSONAL,
            "as_at": privacy.NOT_PERSONAL,
            "agency_id": privacy.NOT_PERSONAL,
            "made_at": privacy.NOT_PERSONAL,
            "approved_by": privacy.STAFF,
            "approved_at": privacy.STAFF,
            "second_by": privacy.STAFF,
            "second_at": privacy.STAFF,
            "declined_by": privacy.STAFF,
            "declined_because": privacy.STAFF,
            "done_at": privacy.NOT_PERSONAL,
            "sha256": privacy.NOT_PERSONAL,
        }


class DisposalItem(models.Model):
    """One category of one person in one room; category ALL is the whole person. ``sha256`` is of what was told of it.

    The person's reference means nothing once nothing is held under it.
    """

    list = models.ForeignKey(DisposalList, on_delete=models.CASCADE, related_name="items")
    person_ref = PersonRefField()
    room = models.CharField(max_length=20)
    category = models.CharField(max_length=40)
    goes_on = models.DateField()
    rule = models.CharField(max_length=40)
    action = models.CharField(max_length=10)
    why = models.TextField()
    held = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=[(one, one) for one in ITEM_STATES], default=WAITING)
    needs_clearance = models.BooleanField(default=False)
    rows = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["list", "person_ref", "room", "category"], name="disposal_item_once")
        ]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "list": privacy.NOT_PERSONAL,
            "person_ref": privacy.REF,
            "room": privacy.NOT_PERSONAL,
            "category": privacy.ABOUT_A_PERSON,
            "goes_on": privacy.ABOUT_A_PERSON,
            "rule": privacy.NOT_PERSONAL,
            "action": privacy.NOT_PERSONAL,
            "why": privacy.ABOUT_A_PERSON,
            "held": privacy.ABOUT_A_PERSON,
            "state": privacy.NOT_PERSONAL,
            "needs_clearance": privacy.ABOUT_A_PERSON,
            "rows": privacy.NOT_PERSONAL,
            "sha256": privacy.NOT_PERSONAL,
            "done_at": privacy.NOT_PERSONAL,
        }
