"""A role that a worker holds for a time."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models

from kith.apps.agencies.models.worker import Worker
from kith.apps.base import privacy
from kith.rules.access import Role


@pghistory.track()
class WorkerRole(models.Model):
    """Dated, with the end outside; every change is kept."""

    worker = models.ForeignKey(Worker, on_delete=models.CASCADE)
    role = models.CharField(max_length=30, choices=[(role.value, role.value) for role in Role])
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["worker", "role", "valid_from"], name="worker_role_once"),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=models.F("valid_from")),
                name="worker_role_ends_after_start",
            ),
        ]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "worker": privacy.STAFF,
            "role": privacy.STAFF,
            "valid_from": privacy.STAFF,
            "valid_to": privacy.STAFF,
        }
