"""A record that the run takes for somebody in view, told well enough to say that it is somebody else's."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kith.apps.base import privacy
from kith.apps.base.fields import PersonRefField
from kith.apps.intake.models import Run


class PersonRecord(models.Model):
    """A row of one run, gone with it. Only of people whom the run made of several records."""

    run = models.ForeignKey(Run, on_delete=models.PROTECT, db_index=False, db_constraint=False)
    person_ref = PersonRefField()
    record = models.CharField(max_length=200)
    agency_id = models.CharField(max_length=40)
    forename = models.CharField(max_length=200, blank=True)
    surname = models.CharField(max_length=200, blank=True)
    born_on = models.DateField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["run", "person_ref"], name="record_of_person")]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "run": privacy.NOT_PERSONAL,
            "person_ref": privacy.REF,
            "record": privacy.REF,
            "agency_id": privacy.ABOUT_A_PERSON,
            "forename": privacy.IDENTIFIER,
            "surname": privacy.IDENTIFIER,
            "born_on": privacy.IDENTIFIER,
        }
