"""Something a person of the family, or their advocate, asked the lead worker about what is known of them."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models

from kith.apps.base import privacy
from kith.apps.base.fields import FamilyRefField, PersonRefField
from kith.apps.portal.models.family_account import ADVOCATE, FAMILY


@pghistory.track()
class PortalQuestion(models.Model):
    """``about_event`` is the line of the log it asks about, if it is about one. ``chased_at``: asked once more."""

    ref = models.CharField(max_length=20, unique=True)
    person_ref = PersonRefField(db_index=True)
    family_ref = FamilyRefField(db_index=True)
    about_event = models.BigIntegerField(null=True)
    words = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=10, choices=[(one, one) for one in (FAMILY, ADVOCATE)])
    chased_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.BigIntegerField(null=True)

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "ref": privacy.NOT_PERSONAL,
            "person_ref": privacy.REF,
            "family_ref": privacy.REF,
            "about_event": privacy.REF,
            "words": privacy.FREE_TEXT,
            "asked_at": privacy.ABOUT_A_PERSON,
            "asked_by": privacy.ABOUT_A_PERSON,
            "chased_at": privacy.ABOUT_A_PERSON,
            "answer": privacy.FREE_TEXT,
            "answered_at": privacy.ABOUT_A_PERSON,
            "answered_by": privacy.STAFF,
        }
