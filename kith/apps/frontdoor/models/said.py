"""What somebody told the front door, in their words: the first time, and each time they came back."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from kith.apps.base import privacy
from kith.apps.frontdoor.models.contact import Contact


class Said(models.Model):
    """Never changed once written. ``told_by_worker`` is who wrote it from their own sign-in, and may read it again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="said")
    words = models.TextField()
    told_by_worker = models.BigIntegerField(null=True)
    written_by = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["told_by_worker"], name="said_told_by")]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "contact": privacy.NOT_PERSONAL,
            "words": privacy.FREE_TEXT,
            "told_by_worker": privacy.STAFF,
            "written_by": privacy.STAFF,
            "at": privacy.STAFF,
        }
