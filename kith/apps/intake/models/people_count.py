"""How many people a run linked, how many of them it shows, and why: numbers alone."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kith.apps.base import privacy
from kith.apps.intake.models.run import Run


class PeopleCount(models.Model):
    """``measure`` is LINKED, IN_VIEW, OUT_OF_VIEW, IN_VIEW_ with why, SOURCE_ with a source about everyone."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE)
    measure = models.CharField(max_length=80)
    people = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "measure"], name="people_count_once_a_run"),
        ]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = dict.fromkeys(("id", "run", "measure", "people"), privacy.NOT_PERSONAL)
