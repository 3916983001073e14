"""One thing held about a person, as it was collected to answer their request, and what is decided about it."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from kith.apps.base import privacy
from kith.apps.base.fields import PersonRefField
from kith.apps.rights.models.request import RightsRequest

TO_REVIEW, INCLUDED, REDACTED, WITHHELD = "TO_REVIEW", "INCLUDED", "REDACTED", "WITHHELD"


class BundleItem(models.Model):
    """``is_locked``: it would tell where somebody is who must not be found, so nobody can include it on a page.

    ``spans`` are the stretches of ``text`` that are left out, as pairs of first and next character. Deleted when the
    request has been closed for as long as the council keeps it.
    """

    request = models.ForeignKey(RightsRequest, on_delete=models.CASCADE, related_name="items")
    number = models.PositiveIntegerField()
    room = models.CharField(max_length=20)
    kind = models.CharField(max_length=100)
    happened_on = models.DateField(null=True)
    text = models.TextField()
    agency_id = models.CharField(max_length=40, blank=True)
    category = models.CharField(max_length=40, blank=True)
    about_refs = ArrayField(PersonRefField(), default=list)
    source = models.CharField(max_length=60, blank=True)
    state = models.CharField(
        max_length=10, choices=[(one, one) for one in (TO_REVIEW, INCLUDED, REDACTED, WITHHELD)], default=TO_REVIEW
    )
    is_locked = models.BooleanField(default=False)
    spans = models.JSONField(default=list)
    reason = models.CharField(max_length=30, blank=True)
    reviewed_by = models.BigIntegerField(null=True)
    reviewed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["request", "number"], name="bundle_item_once"),
            models.CheckConstraint(
                condition=models.Q(is_locked=False) | models.Q(state=WITHHELD), name="bundle_item_locked_is_withheld"
            ),
        ]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "request": privacy.NOT_PERSONAL,
            "number": privacy.NOT_PERSONAL,
            "room": privacy.NOT_PERSONAL,
            "kind": privacy.ABOUT_A_PERSON,
            "happened_on": privacy.ABOUT_A_PERSON,
            "text": privacy.FREE_TEXT,
            "agency_id": privacy.ABOUT_A_PERSON,
            "category": privacy.ABOUT_A_PERSON,
            "about_refs": privacy.REF,
            "source": privacy.NOT_PERSONAL,
            "state": privacy.NOT_PERSONAL,
            "is_locked": privacy.ABOUT_A_PERSON,
            "spans": privacy.NOT_PERSONAL,
            "reason": privacy.ABOUT_A_PERSON,
            "reviewed_by": privacy.STAFF,
            "reviewed_at": privacy.STAFF,
        }
