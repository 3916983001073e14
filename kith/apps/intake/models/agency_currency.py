"""How recent each agency's data are in a run."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kith.apps.base import privacy
from kith.apps.intake.models.run import Run


class AgencyCurrency(models.Model):
    """The day of an agency's newest delivery."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE)
    agency_id = models.CharField(max_length=40)
    current_as_of = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "agency_id"], name="currency_once_a_run"),
        ]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = dict.fromkeys(("id", "run", "agency_id", "current_as_of"), privacy.NOT_PERSONAL)
