"""A signed sharing agreement between agencies, as data that is obeyed."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models

from kith.apps.base import privacy


def _codes(length: int = 40) -> ArrayField:
    return ArrayField(models.CharField(max_length=length))


@pghistory.track()
class Agreement(models.Model):
    """Who gives what to whom, for which purposes, to which level, until when; no row in force means no flow."""

    ref = models.CharField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in ("ISP", "DDA", "JCA", "DPA")])
    givers = _codes()
    receivers = _codes()
    categories = _codes()
    purposes = _codes()
    max_level = models.PositiveSmallIntegerField()
    basis = models.CharField(max_length=60)
    needs_family_agreement = models.BooleanField(default=False)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    review_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(max_level__lte=4), name="agreement_level_0_to_4"),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=models.F("valid_from")),
                name="agreement_ends_after_start",
            ),
        ]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = dict.fromkeys(
            (
                "id", "ref", "title", "kind", "givers", "receivers", "categories", "purposes", "max_level", "basis",
                "needs_family_agreement", "valid_from", "valid_to", "review_on",
            ),
            privacy.NOT_PERSONAL,
        )  # fmt: skip
