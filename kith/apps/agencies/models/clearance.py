"""A clearance beyond that of a worker's role: proposed by one person, approved by another, for a time."""

from __future__ import annotations

from typing import ClassVar

import pghistory
import pgtrigger
from django.db import models

from kith.apps.agencies.models.worker import Worker
from kith.apps.base import privacy

SHIELD, SENSITIVITY, REVIEW = "SHIELD", "SENSITIVITY", "REVIEW"


@pghistory.track()
class Clearance(models.Model):
    """SHIELD: may know of people who must not be found. SENSITIVITY: up to the label ``level``. REVIEW: may compare
    records of people they do not work with, to say whether two are one person.

    Holds from ``valid_from`` to ``valid_to`` once approved. It is withdrawn by one person, at once.
    """

    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="given_clearances")
    kind = models.CharField(max_length=12, choices=[(kind, kind) for kind in (SHIELD, SENSITIVITY, REVIEW)])
    level = models.PositiveSmallIntegerField(null=True)
    reason = models.TextField()
    valid_from = models.DateField()
    valid_to = models.DateField()
    proposed_by = models.BigIntegerField()
    proposed_at = models.DateTimeField()
    decided_by = models.BigIntegerField(null=True)
    approved_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    withdrawn_by = models.BigIntegerField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(approved_at__isnull=True)
                | (
                    models.Q(decided_by__isnull=False)
                    & ~models.Q(decided_by=models.F("proposed_by"))
                    & ~models.Q(decided_by=models.F("worker_id"))
                    & ~models.Q(proposed_by=models.F("worker_id"))
                ),
                name="clearance_takes_two_others",
            ),
            models.CheckConstraint(condition=models.Q(valid_to__gt=models.F("valid_from")), name="clearance_ends"),
            models.CheckConstraint(
                condition=models.Q(kind__in=(SHIELD, REVIEW), level__isnull=True)
                | models.Q(kind=SENSITIVITY, level__lte=3),
                name="clearance_level_0_to_3",
            ),
        ]

        triggers: ClassVar = [
            pgtrigger.ReadOnly(
                name="is_given_as_asked",
                fields=[
                    "worker", "kind", "level", "reason", "valid_from", "valid_to", "proposed_by", "proposed_at",
                ],
            )
        ]  # fmt: skip

    class Privacy:
        """What each field holds."""

        fields: ClassVar = dict.fromkeys(
            (
                "worker", "reason", "valid_from", "valid_to", "proposed_by", "proposed_at", "decided_by", "approved_at",
                "declined_at", "withdrawn_by", "withdrawn_at",
            ),
            privacy.STAFF,
        ) | dict.fromkeys(("id", "kind", "level"), privacy.NOT_PERSONAL)  # fmt: skip
