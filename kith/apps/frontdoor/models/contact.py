"""One contact: something that somebody told the front door about one family, from arrival to answer."""

from __future__ import annotations

import uuid
from typing import ClassVar

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from kith.apps.base import privacy
from kith.rules.contact_states import RECEIVED, STATES
from kith.vocabulary.codes.contact_channels import CONTACT_CHANNELS
from kith.vocabulary.codes.contact_urgencies import CONTACT_URGENCIES
from kith.vocabulary.codes.referral_sources import REFERRAL_SOURCES

YES, NO, UNSAFE = "YES", "NO", "UNSAFE"
NOT_ASKED = "NOT_ASKED"


@pghistory.track()
class Contact(models.Model):
    """Whom it is about stands in ``ContactPerson``, what was said in ``Said``.

    The key is made here and not by the database, because an insert that asks for it back would have to be a reading,
    and whoever writes the form of a partner reads no contact. ``is_restricted``: for cleared workers alone.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    ref = models.CharField(max_length=20, unique=True)
    received_at = models.DateTimeField()
    written_at = models.DateTimeField()
    written_by = models.BigIntegerField()
    channel = models.CharField(max_length=12, choices=list(CONTACT_CHANNELS.items()))
    source_code = models.CharField(max_length=2, choices=list(REFERRAL_SOURCES.items()))
    told_by_worker = models.BigIntegerField(null=True)  # who sent it from their own sign-in
    told_by_name = models.CharField(max_length=200, blank=True)
    told_by_agency = models.CharField(max_length=200, blank=True)
    told_by_phone = models.CharField(max_length=200, blank=True)
    reasons = ArrayField(models.CharField(max_length=20), default=list)
    urgency = models.CharField(
        max_length=6, blank=True, choices=[(each, each) for each in CONTACT_URGENCIES]
    )  # empty until somebody has looked
    due_at = models.DateTimeField()
    due_rule = models.CharField(max_length=60)
    due_version = models.CharField(max_length=20)
    family_told = models.CharField(max_length=6, blank=True, choices=[(each, each) for each in (YES, NO, UNSAFE)])
    family_told_note = models.TextField(blank=True)
    agreed = models.CharField(max_length=10, blank=True, choices=[(each, each) for each in (YES, NO, NOT_ASKED)])
    safe_to_contact = models.TextField(blank=True)
    is_restricted = models.BooleanField(default=False)
    state = models.CharField(max_length=10, default=RECEIVED, choices=[(each, each) for each in STATES])
    taken_by = models.BigIntegerField(null=True)
    taken_at = models.DateTimeField(null=True)
    looked_before_at = models.DateTimeField(null=True)
    looked_before_by = models.BigIntegerField(null=True)
    looked_before_note = models.TextField(blank=True)
    partners_at = models.DateTimeField(null=True)
    partners_by = models.BigIntegerField(null=True)
    partners_note = models.TextField(blank=True)
    reopened_why = models.TextField(blank=True)
    feedback_due_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["due_at"],
                name="contact_undecided",
                condition=Q(state__in=["RECEIVED", "SCREENING", "REOPENED"]),
            ),
            models.Index(fields=["feedback_due_at"], name="contact_unanswered", condition=Q(state="DECIDED")),
            models.Index(fields=["told_by_worker", "received_at"], name="contact_told_by"),
        ]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "ref": privacy.NOT_PERSONAL,
            "received_at": privacy.ABOUT_A_PERSON,
            "written_at": privacy.STAFF,
            "written_by": privacy.STAFF,
            "channel": privacy.ABOUT_A_PERSON,
            "source_code": privacy.ABOUT_A_PERSON,
            "told_by_worker": privacy.STAFF,
            "told_by_name": privacy.IDENTIFIER,
            "told_by_agency": privacy.NOT_PERSONAL,
            "told_by_phone": privacy.IDENTIFIER,
            "reasons": privacy.ABOUT_A_PERSON,
            "urgency": privacy.ABOUT_A_PERSON,
            "due_at": privacy.NOT_PERSONAL,
            "due_rule": privacy.NOT_PERSONAL,
            "due_version": privacy.NOT_PERSONAL,
            "family_told": privacy.ABOUT_A_PERSON,
            "family_told_note": privacy.FREE_TEXT,
            "agreed": privacy.ABOUT_A_PERSON,
            "safe_to_contact": privacy.FREE_TEXT,
            "is_restricted": privacy.ABOUT_A_PERSON,
            "state": privacy.ABOUT_A_PERSON,
            "taken_by": privacy.STAFF,
            "taken_at": privacy.STAFF,
            "looked_before_at": privacy.STAFF,
            "looked_before_by": privacy.STAFF,
            "looked_before_note": privacy.FREE_TEXT,
            "partners_at": privacy.STAFF,
            "partners_by": privacy.STAFF,
            "partners_note": privacy.FREE_TEXT,
            "reopened_why": privacy.FREE_TEXT,
            "feedback_due_at": privacy.NOT_PERSONAL,
            "closed_at": privacy.ABOUT_A_PERSON,
        }
