"""Advice that was given on the consultation line, about a family that nobody named."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from kith.apps.base import privacy


class AdviceNote(models.Model):
    """Holds who rang, what about and what they were told. A number, a postcode or a birth date in it is refused."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    ref = models.CharField(max_length=20, unique=True)
    source_code = models.CharField(max_length=2)
    asked_by_agency = models.CharField(max_length=200)
    reasons = ArrayField(models.CharField(max_length=20), default=list)
    asked = models.TextField()
    advice = models.TextField()
    should_tell_us = models.BooleanField(default=False)  # they were told to make a contact of it
    given_by = models.BigIntegerField()
    given_at = models.DateTimeField()

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "ref": privacy.NOT_PERSONAL,
            "source_code": privacy.NOT_PERSONAL,
            "asked_by_agency": privacy.NOT_PERSONAL,
            "reasons": privacy.NOT_PERSONAL,
            "asked": privacy.FREE_TEXT,
            "advice": privacy.FREE_TEXT,
            "should_tell_us": privacy.NOT_PERSONAL,
            "given_by": privacy.STAFF,
            "given_at": privacy.STAFF,
        }
