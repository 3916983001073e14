"""What a withdrawal owes: each agency that was shown something is told to stop using it, and says that it has."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models

from kith.apps.base import privacy
from kith.apps.base.fields import FamilyRefField, PersonRefField


@pghistory.track()
class StopNotice(models.Model):
    """One agency's notice about one person and one agreement; open until ``done_at``."""

    ref = models.CharField(max_length=20, unique=True)
    preference_ref = models.CharField(max_length=20, db_index=True)
    person_ref = PersonRefField(db_index=True)
    family_ref = FamilyRefField(blank=True)
    agreement_ref = models.CharField(max_length=60)
    to_agency = models.CharField(max_length=40, db_index=True)
    sent_at = models.DateTimeField()
    sent_by = models.BigIntegerField(null=True)
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True)
    done_by = models.BigIntegerField(null=True)
    what_was_done = models.TextField(blank=True)

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "ref": privacy.NOT_PERSONAL,
            "preference_ref": privacy.NOT_PERSONAL,
            "person_ref": privacy.REF,
            "family_ref": privacy.REF,
            "agreement_ref": privacy.NOT_PERSONAL,
            "to_agency": privacy.NOT_PERSONAL,
            "sent_at": privacy.ABOUT_A_PERSON,
            "sent_by": privacy.STAFF,
            "due_on": privacy.NOT_PERSONAL,
            "done_at": privacy.STAFF,
            "done_by": privacy.STAFF,
            "what_was_done": privacy.FREE_TEXT,
        }
