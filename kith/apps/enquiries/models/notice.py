"""What an agency is told when something it holds was asked about, and what it did then."""

from __future__ import annotations

import uuid
from typing import ClassVar

import pghistory
from django.db import models

from kith.apps.base import privacy
from kith.apps.base.fields import FamilyRefField, PersonRefField

USED, WITHHELD = "USED", "WITHHELD"
TALKED, SUMMARY, REFUSED = "TALKED", "SUMMARY", "REFUSED"
OUTCOMES = (TALKED, SUMMARY, REFUSED)


@pghistory.track()
class Notice(models.Model):
    """USED: the asker was told that this agency holds something. WITHHELD: they were not, and a person must ring them.

    It says who asked, which question and why, and no more; whom it is about is a reference that opens for those who
    may open that family. ``worker_id`` is the one whose clock it is, where there is one.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    enquiry_ref = models.CharField(max_length=20, db_index=True)
    kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in (USED, WITHHELD)])
    agency_id = models.CharField(max_length=40)
    worker_id = models.BigIntegerField(null=True)
    question = models.CharField(max_length=40)
    purpose = models.CharField(max_length=30)
    asker_id = models.BigIntegerField()
    asker_agency_id = models.CharField(max_length=40)
    asker_role = models.CharField(max_length=30)
    person_ref = PersonRefField(blank=True, db_index=True)
    family_ref = FamilyRefField(blank=True)
    told_at = models.DateTimeField()
    due_at = models.DateTimeField()
    keep_until = models.DateField()
    outcome = models.CharField(max_length=10, blank=True, choices=[(one, one) for one in OUTCOMES])
    done_at = models.DateTimeField(null=True)
    done_by = models.BigIntegerField(null=True)
    decision_ref = models.CharField(max_length=20, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["agency_id", "due_at"], name="notice_open", condition=models.Q(done_at__isnull=True)),
        ]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "enquiry_ref": privacy.NOT_PERSONAL,
            "kind": privacy.ABOUT_A_PERSON,
            "agency_id": privacy.ABOUT_A_PERSON,
            "worker_id": privacy.STAFF,
            "question": privacy.NOT_PERSONAL,
            "purpose": privacy.STAFF,
            "asker_id": privacy.STAFF,
            "asker_agency_id": privacy.NOT_PERSONAL,
            "asker_role": privacy.STAFF,
            "person_ref": privacy.REF,
            "family_ref": privacy.REF,
            "told_at": privacy.NOT_PERSONAL,
            "due_at": privacy.NOT_PERSONAL,
            "keep_until": privacy.NOT_PERSONAL,
            "outcome": privacy.ABOUT_A_PERSON,
            "done_at": privacy.STAFF,
            "done_by": privacy.STAFF,
            "decision_ref": privacy.NOT_PERSONAL,
        }
