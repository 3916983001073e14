"""What a run knows of each person and family in view: names, dates and exact identifiers."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.db import models

from kith.apps.base import privacy
from kith.apps.base.fields import FamilyRefField, PersonRefField
from kith.apps.people.models.run_key import run_key


class PersonDetails(models.Model):
    """One row per person in view; ``searched_name`` is every name they carry, lower case and without accents."""

    run = run_key()
    person_ref = PersonRefField()
    forename = models.TextField(blank=True)
    surname = models.TextField(blank=True)
    known_as = models.TextField(blank=True)
    previous_surnames = models.TextField(blank=True)
    searched_name = models.TextField(blank=True)
    born_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    died_on = models.DateField(null=True)
    sex = models.CharField(max_length=1, blank=True)
    nhs_number = models.CharField(max_length=10, blank=True)
    upn = models.CharField(max_length=13, blank=True)
    is_shielded = models.BooleanField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "person_ref"], name="person_details_once_a_run"),
        ]
        indexes: ClassVar = [
            GinIndex(fields=["searched_name"], opclasses=["gin_trgm_ops"], name="person_searched_name"),
            models.Index(fields=["run", "born_on"], name="person_details_born"),  # a question gives the exact day
        ]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "run": privacy.NOT_PERSONAL,
            "person_ref": privacy.REF,
            "forename": privacy.IDENTIFIER,
            "surname": privacy.IDENTIFIER,
            "known_as": privacy.IDENTIFIER,
            "previous_surnames": privacy.IDENTIFIER,
            "searched_name": privacy.IDENTIFIER,
            "born_on": privacy.IDENTIFIER,
            "due_on": privacy.IDENTIFIER,
            "died_on": privacy.IDENTIFIER,
            "sex": privacy.IDENTIFIER,
            "nhs_number": privacy.IDENTIFIER,
            "upn": privacy.IDENTIFIER,
            "is_shielded": privacy.ABOUT_A_PERSON,
        }


class FamilyDetails(models.Model):
    """One row per family in view."""

    run = run_key()
    family_ref = FamilyRefField()
    name = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "family_ref"], name="family_details_once_a_run"),
        ]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "run": privacy.NOT_PERSONAL,
            "family_ref": privacy.REF,
            "name": privacy.IDENTIFIER,
        }
