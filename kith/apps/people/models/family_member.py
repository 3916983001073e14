"""Who belongs to which family; a person may belong to two."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kith.apps.base import privacy
from kith.apps.base.fields import FamilyRefField, PersonRefField
from kith.apps.people.models.run_key import run_key


class FamilyMember(models.Model):
    """``role`` is CHILD, PARENT or OTHER_ADULT on the run's day."""

    run = run_key()
    family_ref = FamilyRefField()
    person_ref = PersonRefField()
    role = models.CharField(max_length=20)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "family_ref", "person_ref"], name="family_member_once_a_run"),
        ]
        indexes: ClassVar = [models.Index(fields=["run", "person_ref"], name="family_member_person")]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "run": privacy.NOT_PERSONAL,
            "family_ref": privacy.REF,
            "person_ref": privacy.REF,
            "role": privacy.ABOUT_A_PERSON,
        }
