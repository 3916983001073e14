"""That an agency says yes about a person, in view or out of view, to one of the council's questions."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kith.apps.base import privacy
from kith.apps.base.fields import PersonRefField
from kith.apps.people.models.run_key import run_key


class Flag(models.Model):
    """Read for one person at a time, by the function that answers a question; no page may list them."""

    run = run_key()
    person_ref = PersonRefField()
    agency_id = models.CharField(max_length=40)
    question = models.CharField(max_length=60)
    category = models.CharField(max_length=40)
    sensitivity = models.PositiveSmallIntegerField()
    as_at = models.DateField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["run", "person_ref", "question"], name="flag_person")]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "run": privacy.NOT_PERSONAL,
            "person_ref": privacy.REF,
            "agency_id": privacy.ABOUT_A_PERSON,
            "question": privacy.ABOUT_A_PERSON,
            "category": privacy.ABOUT_A_PERSON,
            "sensitivity": privacy.ABOUT_A_PERSON,
            "as_at": privacy.NOT_PERSONAL,
        }
