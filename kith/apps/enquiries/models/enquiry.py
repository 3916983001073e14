"""One yes-or-no question about one family, by one worker, and the answer in a word."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models

from kith.apps.base import privacy

YES_CONTACT, YES, NO_RECORD, SPEAK = "YES_CONTACT", "YES", "NO_RECORD", "SPEAK"
ANSWERS = (YES_CONTACT, YES, NO_RECORD, SPEAK)


@pghistory.track()
class Enquiry(models.Model):
    """Holds no name and no reference to anybody: who was meant is known by keyed fingerprints alone.

    ``currency`` is how recent each agency's data were, as the answer said: the same list whatever the answer.
    """

    ref = models.CharField(max_length=20, unique=True)
    question = models.CharField(max_length=40)
    asked_by = models.BigIntegerField()
    agency_id = models.CharField(max_length=40)
    role = models.CharField(max_length=30)
    purpose = models.CharField(max_length=30)
    reason = models.TextField()
    case_ref = models.CharField(max_length=40)
    fingerprint = models.CharField(max_length=64)
    surname_print = models.CharField(max_length=64)
    birth_print = models.CharField(max_length=64)
    asked_at = models.DateTimeField()
    as_at = models.DateField(null=True)
    currency = models.JSONField(default=list)
    answer = models.CharField(max_length=12, choices=[(one, one) for one in ANSWERS])
    agreement_refs = ArrayField(models.CharField(max_length=60), default=list)
    keep_until = models.DateField()
    helped = models.BooleanField(null=True)
    helped_which = models.TextField(blank=True)
    helped_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["asked_by", "asked_at"], name="enquiry_worker_at")]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "ref": privacy.NOT_PERSONAL,
            "question": privacy.NOT_PERSONAL,
            "asked_by": privacy.STAFF,
            "agency_id": privacy.NOT_PERSONAL,
            "role": privacy.STAFF,
            "purpose": privacy.STAFF,
            "reason": privacy.FREE_TEXT,
            "case_ref": privacy.REF,
            "fingerprint": privacy.SECRET,
            "surname_print": privacy.SECRET,
            "birth_print": privacy.SECRET,
            "asked_at": privacy.STAFF,
            "as_at": privacy.NOT_PERSONAL,
            "currency": privacy.NOT_PERSONAL,
            "answer": privacy.ABOUT_A_PERSON,
            "agreement_refs": privacy.NOT_PERSONAL,
            "keep_until": privacy.NOT_PERSONAL,
            "helped": privacy.STAFF,
            "helped_which": privacy.FREE_TEXT,
            "helped_at": privacy.STAFF,
        }
