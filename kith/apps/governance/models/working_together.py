"""What a family member said about being helped, and, apart from it, about their information being shared."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models

from kith.apps.base import privacy
from kith.apps.base.fields import FamilyRefField, PersonRefField

AGREED, DECLINED, ENDED = "AGREED", "DECLINED", "ENDED"
GIVEN, REFUSED, WITHDRAWN = "GIVEN", "REFUSED", "WITHDRAWN"
SELF, PARENT, DECISION = "SELF", "PARENT", "DECISION"


@pghistory.track()
class FamilyAgreement(models.Model):
    """Whether a member of the family works with the help that was offered. It is no consent to sharing."""

    ref = models.CharField(max_length=20, unique=True)
    family_ref = FamilyRefField(db_index=True)
    person_ref = PersonRefField(db_index=True)
    answer = models.CharField(max_length=10, choices=[(one, one) for one in (AGREED, DECLINED, ENDED)])
    in_their_words = models.TextField(blank=True)
    said_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    recorded_by = models.BigIntegerField()
    agency_id = models.CharField(max_length=40)

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "ref": privacy.NOT_PERSONAL,
            "family_ref": privacy.REF,
            "person_ref": privacy.REF,
            "answer": privacy.ABOUT_A_PERSON,
            "in_their_words": privacy.FREE_TEXT,
            "said_at": privacy.ABOUT_A_PERSON,
            "ended_at": privacy.ABOUT_A_PERSON,
            "recorded_by": privacy.STAFF,
            "agency_id": privacy.NOT_PERSONAL,
        }


@pghistory.track()
class SharingPreference(models.Model):
    """What somebody said about sharing what is known of one person, under one agreement that rests on it.

    ``voice``: SELF is the person's own, PARENT somebody's with responsibility for them, DECISION a worker's where the
    two differ. In force until ``ended_at``. What it comes to is ``rules.sharing.has_agreed``.
    """

    ref = models.CharField(max_length=20, unique=True)
    person_ref = PersonRefField(db_index=True)
    agreement_ref = models.CharField(max_length=60)
    voice = models.CharField(max_length=10, choices=[(one, one) for one in (SELF, PARENT, DECISION)])
    said_by_ref = PersonRefField(blank=True)
    answer = models.CharField(max_length=10, choices=[(one, one) for one in (GIVEN, REFUSED, WITHDRAWN)])
    evidence = models.TextField(blank=True)
    capacity_note = models.TextField(blank=True)
    said_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    recorded_by = models.BigIntegerField(null=True)
    agency_id = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person_ref", "agreement_ref", "voice", "said_by_ref"],
                condition=models.Q(ended_at__isnull=True),
                name="one_preference_in_force_for_each_voice",
            )
        ]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "ref": privacy.NOT_PERSONAL,
            "person_ref": privacy.REF,
            "agreement_ref": privacy.NOT_PERSONAL,
            "voice": privacy.ABOUT_A_PERSON,
            "said_by_ref": privacy.REF,
            "answer": privacy.ABOUT_A_PERSON,
            "evidence": privacy.FREE_TEXT,
            "capacity_note": privacy.FREE_TEXT,
            "said_at": privacy.ABOUT_A_PERSON,
            "ended_at": privacy.ABOUT_A_PERSON,
            "recorded_by": privacy.STAFF,
            "agency_id": privacy.NOT_PERSONAL,
        }
