"""One file that an agency sent, as the run that used it knows it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kith.apps.base import privacy
from kith.apps.intake.models.run import Run


class Delivery(models.Model):
    """What arrived, and what became of it."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE)
    delivery_id = models.CharField(max_length=120)
    source = models.CharField(max_length=60)
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    as_at = models.DateField()
    rows_landed = models.BigIntegerField()
    rows_set_aside = models.BigIntegerField()
    notes = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "delivery_id"], name="delivery_once_a_run"),
        ]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = dict.fromkeys(
            (
                "id", "run", "delivery_id", "source", "file_name", "sha256", "as_at", "rows_landed", "rows_set_aside",
                "notes",
            ),
            privacy.NOT_PERSONAL,
        )  # fmt: skip
