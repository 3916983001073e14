"""A person who must not be found, in all that Kith shows."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kith.apps.base import privacy
from kith.apps.base.fields import PersonRefField

PROTECTED_ADDRESS = "PROTECTED_ADDRESS"


class Shield(models.Model):
    """Shown to a shield-cleared worker with a close tie alone; to everyone else the person is not there at all."""

    person_ref = PersonRefField(db_index=True)
    reason = models.CharField(max_length=40)
    how_made = models.CharField(max_length=20)  # RUN: an agency says so in the live run; ASSIGNED: a person decided
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    made_by = models.CharField(max_length=100, blank=True)
    set_by = models.BigIntegerField(null=True)
    review_on = models.DateField(null=True)

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "person_ref": privacy.REF,
            "reason": privacy.ABOUT_A_PERSON,
            "how_made": privacy.NOT_PERSONAL,
            "valid_from": privacy.ABOUT_A_PERSON,
            "valid_to": privacy.ABOUT_A_PERSON,
            "made_by": privacy.STAFF,
            "set_by": privacy.STAFF,
            "review_on": privacy.ABOUT_A_PERSON,
        }
