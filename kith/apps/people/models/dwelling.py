"""A place where people live or lived."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kith.apps.base import privacy
from kith.apps.people.models.run_key import run_key


class Dwelling(models.Model):
    """``is_protected``: must not be found. ``is_communal``: many unrelated people, so sharing it says nothing.

    ``household_status`` is a code of ``vocabulary.codes.household_statuses`` where something is improbable about who is
    recorded there now: about the place, never about somebody; none for a protected place.
    """

    run = run_key()
    dwelling_id = models.CharField(max_length=200)
    uprn = models.CharField(max_length=12, blank=True)
    address_text = models.TextField(blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    is_communal = models.BooleanField()
    is_protected = models.BooleanField()
    household_status = models.CharField(max_length=20, blank=True, db_default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "dwelling_id"], name="dwelling_once_a_run"),
        ]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "run": privacy.NOT_PERSONAL,
            "dwelling_id": privacy.ADDRESS,
            "uprn": privacy.ADDRESS,
            "address_text": privacy.ADDRESS,
            "postcode": privacy.ADDRESS,
            "is_communal": privacy.NOT_PERSONAL,
            "is_protected": privacy.ADDRESS,
            "household_status": privacy.ADDRESS,
        }
