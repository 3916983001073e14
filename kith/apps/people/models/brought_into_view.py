"""That somebody nobody was helping was brought into view, why, and until when the reason holds."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models

from kith.apps.base import privacy
from kith.apps.base.fields import PersonRefField

HELP, QUESTION = "HELP", "QUESTION"
REASONS = (HELP, QUESTION)  # they came for help; an agency answered yes and help follows


@pghistory.track()
class BroughtIntoView(models.Model):
    """Outlives the run: it is done again when another run goes live, and goes out to the engine with every export."""

    person_ref = PersonRefField(db_index=True)
    reason = models.CharField(max_length=20, choices=[(one, one) for one in REASONS])
    brought_at = models.DateTimeField()
    brought_by = models.CharField(max_length=150)
    until = models.DateField()  # the first day on which the reason no longer holds by itself

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "person_ref": privacy.REF,
            "reason": privacy.ABOUT_A_PERSON,
            "brought_at": privacy.ABOUT_A_PERSON,
            "brought_by": privacy.STAFF,
            "until": privacy.ABOUT_A_PERSON,
        }
