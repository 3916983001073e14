"""A relation that must not be told: a father who has not been named to the family, a birth parent after adoption."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models

from kith.apps.base import privacy
from kith.apps.base.fields import PersonRefField

UNDISCLOSED, ADOPTION = "UNDISCLOSED", "ADOPTION"


@pghistory.track()
class HiddenRelation(models.Model):
    """Shown to nobody but a shield-cleared worker with a close tie, whatever the run says. Either way round."""

    one_ref = PersonRefField(db_index=True)
    other_ref = PersonRefField(db_index=True)
    reason = models.CharField(max_length=20, choices=[(one, one) for one in (UNDISCLOSED, ADOPTION)])
    how_made = models.CharField(max_length=20)  # RUN: a source says so; ASSIGNED: a person decided
    set_at = models.DateTimeField()
    set_by = models.BigIntegerField(null=True)
    review_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.BigIntegerField(null=True)

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "one_ref": privacy.REF,
            "other_ref": privacy.REF,
            "reason": privacy.ABOUT_A_PERSON,
            "how_made": privacy.NOT_PERSONAL,
            "set_at": privacy.ABOUT_A_PERSON,
            "set_by": privacy.STAFF,
            "review_on": privacy.ABOUT_A_PERSON,
            "ended_at": privacy.ABOUT_A_PERSON,
            "ended_by": privacy.STAFF,
        }
