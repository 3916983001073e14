"""One dated thing that an agency knows about a person or about a dwelling."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kith.apps.base import privacy
from kith.apps.base.fields import PersonRefField
from kith.apps.people.models.run_key import run_key


class Fact(models.Model):
    """``category`` and ``sensitivity`` (0 to 3) are what agreements and clearances are held against."""

    run = run_key()
    fact_id = models.CharField(max_length=200)
    person_ref = PersonRefField(blank=True)
    dwelling_id = models.CharField(max_length=200, blank=True)
    agency_id = models.CharField(max_length=40)
    kind = models.CharField(max_length=40)
    category = models.CharField(max_length=40)
    sensitivity = models.PositiveSmallIntegerField()
    happened_on = models.DateField()
    ended_on = models.DateField(null=True)
    is_spell = models.BooleanField()
    detail = models.TextField(blank=True)
    amount = models.FloatField(null=True)
    unit = models.CharField(max_length=20, blank=True)
    source = models.CharField(max_length=60)
    record = models.CharField(max_length=200, blank=True, db_default="")  # of the person, that says so

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["run", "person_ref"], name="fact_person", condition=~models.Q(person_ref="")),
            models.Index(fields=["run", "dwelling_id"], name="fact_dwelling", condition=~models.Q(dwelling_id="")),
        ]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "run": privacy.NOT_PERSONAL,
            "fact_id": privacy.ABOUT_A_PERSON,
            "person_ref": privacy.REF,
            "dwelling_id": privacy.ADDRESS,
            "agency_id": privacy.ABOUT_A_PERSON,
            "kind": privacy.ABOUT_A_PERSON,
            "category": privacy.ABOUT_A_PERSON,
            "sensitivity": privacy.ABOUT_A_PERSON,
            "happened_on": privacy.ABOUT_A_PERSON,
            "ended_on": privacy.ABOUT_A_PERSON,
            "is_spell": privacy.ABOUT_A_PERSON,
            "detail": privacy.FREE_TEXT,
            "amount": privacy.ABOUT_A_PERSON,
            "unit": privacy.ABOUT_A_PERSON,
            "source": privacy.NOT_PERSONAL,
            "record": privacy.REF,
        }
