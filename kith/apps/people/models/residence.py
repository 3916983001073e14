"""That a person lived at a dwelling for a time."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kith.apps.base import privacy
from kith.apps.base.fields import PersonRefField
from kith.apps.people.models.run_key import run_key


class Residence(models.Model):
    """As sources say it; several may overlap."""

    run = run_key()
    person_ref = PersonRefField()
    dwelling_id = models.CharField(max_length=200)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    sources = models.TextField()
    last_seen_on = models.DateField(null=True)
    records = models.TextField(blank=True, db_default="")  # of the person, that say so; a unit separator between

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["run", "person_ref"], name="residence_person"),
            models.Index(fields=["run", "dwelling_id"], name="residence_dwelling"),
        ]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "run": privacy.NOT_PERSONAL,
            "person_ref": privacy.REF,
            "dwelling_id": privacy.ADDRESS,
            "valid_from": privacy.ADDRESS,
            "valid_to": privacy.ADDRESS,
            "sources": privacy.NOT_PERSONAL,
            "last_seen_on": privacy.ADDRESS,
            "records": privacy.REF,
        }
