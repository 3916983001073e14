"""One child or adult whom a contact is about, as they were named; and who that is in Kith, once they were found."""

from __future__ import annotations

import uuid
from typing import ClassVar

import pghistory
from django.db import models

from kith.apps.base import privacy
from kith.apps.base.fields import FamilyRefField, PersonRefField
from kith.apps.frontdoor.models.contact import Contact

CHILD, ADULT = "CHILD", "ADULT"
ROLES = (CHILD, ADULT)


@pghistory.track()
class ContactPerson(models.Model):
    """``person_ref`` and ``family_ref`` are written by the database alone, which compares what was typed exactly.

    ``tried_at``: somebody had them looked for. ``not_found_why``: it cannot be said who is meant. ``left_out_why``:
    named by mistake; the row stays, so that what was typed is not lost.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="people")
    number = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=5, choices=[(each, each) for each in ROLES])
    forename = models.CharField(max_length=100, blank=True)
    surname = models.CharField(max_length=100, blank=True)
    born_on = models.DateField(null=True)
    born_said = models.CharField(max_length=60, blank=True)  # "about eight", where no day is known
    relation = models.CharField(max_length=100, blank=True)
    address = models.CharField(max_length=300, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    nhs_number = models.CharField(max_length=10, blank=True)
    upn = models.CharField(max_length=13, blank=True)
    needs = models.CharField(max_length=500, blank=True)  # languages, an interpreter, how to reach them
    person_ref = PersonRefField(blank=True, db_index=True)
    family_ref = FamilyRefField(blank=True, db_index=True)
    tried_at = models.DateTimeField(null=True)
    found_at = models.DateTimeField(null=True)
    found_by = models.BigIntegerField(null=True)
    not_found_why = models.TextField(blank=True)
    left_out_why = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["contact", "number"], name="contact_person_number"),
        ]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "contact": privacy.NOT_PERSONAL,
            "number": privacy.NOT_PERSONAL,
            "role": privacy.ABOUT_A_PERSON,
            "forename": privacy.IDENTIFIER,
            "surname": privacy.IDENTIFIER,
            "born_on": privacy.IDENTIFIER,
            "born_said": privacy.IDENTIFIER,
            "relation": privacy.ABOUT_A_PERSON,
            "address": privacy.ADDRESS,
            "postcode": privacy.ADDRESS,
            "nhs_number": privacy.IDENTIFIER,
            "upn": privacy.IDENTIFIER,
            "needs": privacy.FREE_TEXT,
            "person_ref": privacy.REF,
            "family_ref": privacy.REF,
            "tried_at": privacy.STAFF,
            "found_at": privacy.STAFF,
            "found_by": privacy.STAFF,
            "not_found_why": privacy.FREE_TEXT,
            "left_out_why": privacy.FREE_TEXT,
        }
