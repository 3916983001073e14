"""Which agency works, or worked, with whom."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kith.apps.base import privacy
from kith.apps.base.fields import PersonRefField
from kith.apps.people.models.run_key import run_key


class Involvement(models.Model):
    """One agency's spell of work with one person, and who does it.

    ``category`` is what it tells that such an agency is there at all; ``sensitivity`` is that category's label.
    """

    run = run_key()
    person_ref = PersonRefField()
    agency_id = models.CharField(max_length=40)
    service = models.TextField(blank=True)
    staff_id = models.CharField(max_length=60, blank=True)
    role = models.TextField(blank=True)
    is_lead = models.BooleanField()
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    last_contact_on = models.DateField(null=True)
    category = models.CharField(max_length=40, default="INVOLVEMENT")
    sensitivity = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(max_length=60)
    records = models.TextField(blank=True, db_default="")  # of the person, that say so; a unit separator between

    class Meta:
        indexes: ClassVar = [models.Index(fields=["run", "person_ref"], name="involvement_person")]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "run": privacy.NOT_PERSONAL,
            "person_ref": privacy.REF,
            "agency_id": privacy.ABOUT_A_PERSON,
            "service": privacy.ABOUT_A_PERSON,
            "staff_id": privacy.STAFF,
            "role": privacy.STAFF,
            "is_lead": privacy.ABOUT_A_PERSON,
            "valid_from": privacy.ABOUT_A_PERSON,
            "valid_to": privacy.ABOUT_A_PERSON,
            "last_contact_on": privacy.ABOUT_A_PERSON,
            "category": privacy.ABOUT_A_PERSON,
            "sensitivity": privacy.ABOUT_A_PERSON,
            "source": privacy.NOT_PERSONAL,
            "records": privacy.REF,
        }
