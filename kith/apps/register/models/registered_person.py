"""Somebody whom a worker wrote down, because they came for help and no agency's file had them."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models

from kith.apps.base import privacy
from kith.apps.base.fields import PersonRefField


@pghistory.track()
class RegisteredPerson(models.Model):
    """``record`` is the record's own id in what goes to the next run, and never changes; ``person_ref`` is the same
    until a run has found who they are, and that person's from then on.

    ``born_said`` is what is known of a birth where the day is not: "about 6", "due in March".
    """

    record = models.CharField(max_length=20, primary_key=True)
    person_ref = PersonRefField(db_index=True)
    forename = models.TextField(blank=True)
    surname = models.TextField(blank=True)
    known_as = models.TextField(blank=True)
    born_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    born_said = models.CharField(max_length=100, blank=True)
    sex = models.CharField(max_length=1, blank=True)
    nhs_number = models.CharField(max_length=10, blank=True)
    address = models.TextField(blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    is_address_secret = models.BooleanField(default=False)
    languages = models.CharField(max_length=200, blank=True)
    needs = models.TextField(blank=True)  # of speaking and being spoken to: an interpreter, large print, time
    agency_id = models.CharField(max_length=40)
    registered_by = models.BigIntegerField()
    registered_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(forename="") | ~models.Q(surname="") | ~models.Q(known_as=""),
                name="registered_has_a_name",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["born_on"], name="registered_born")]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "record": privacy.REF,
            "person_ref": privacy.REF,
            **dict.fromkeys(
                ("forename", "surname", "known_as", "born_on", "due_on", "born_said", "sex", "nhs_number"),
                privacy.IDENTIFIER,
            ),
            "address": privacy.ADDRESS,
            "postcode": privacy.ADDRESS,
            "is_address_secret": privacy.ABOUT_A_PERSON,
            "languages": privacy.ABOUT_A_PERSON,
            "needs": privacy.FREE_TEXT,
            "agency_id": privacy.STAFF,
            "registered_by": privacy.STAFF,
            "registered_at": privacy.STAFF,
        }
