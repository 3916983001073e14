"""A family as a worker wrote it down, and who was said to be in it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kith.apps.base import privacy
from kith.apps.base.fields import FamilyRefField, PersonRefField

CHILD, ADULT, NOT_SAID = "CHILD", "ADULT", ""
ROLES = (CHILD, ADULT, NOT_SAID)


class RegisteredFamily(models.Model):
    """``record`` never changes; ``family_ref`` is the same until a run that is live holds the family."""

    record = models.CharField(max_length=20, primary_key=True)
    family_ref = FamilyRefField(db_index=True)
    agency_id = models.CharField(max_length=40)
    registered_by = models.BigIntegerField()
    registered_at = models.DateTimeField()

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "record": privacy.REF,
            "family_ref": privacy.REF,
            "agency_id": privacy.STAFF,
            "registered_by": privacy.STAFF,
            "registered_at": privacy.STAFF,
        }


class RegisteredMember(models.Model):
    """That a worker said somebody belongs to a family: one written down here, or one that a run holds."""

    family_ref = FamilyRefField(db_index=True)
    person_ref = PersonRefField(db_index=True)
    role = models.CharField(max_length=10, blank=True, choices=[(one, one) for one in ROLES if one])
    agency_id = models.CharField(max_length=40)
    added_by = models.BigIntegerField()
    added_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["family_ref", "person_ref"], name="registered_member_once"),
        ]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "family_ref": privacy.REF,
            "person_ref": privacy.REF,
            "role": privacy.ABOUT_A_PERSON,
            "agency_id": privacy.STAFF,
            "added_by": privacy.STAFF,
            "added_at": privacy.STAFF,
        }
