"""A sharing agreement between agencies, as data that is obeyed."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from kith.apps.base import privacy
from kith.rules.agreements import DRAFT, ENDED, SIGNED

KINDS = ("ISP", "DDA", "JCA", "DPA")


def _codes(length: int = 40) -> ArrayField:
    return ArrayField(models.CharField(max_length=length))


@pghistory.track()
class Agreement(models.Model):
    """Who gives what to whom, for which purposes, to which level, until when; no row in force means no flow.

    In force: SIGNED, from ``valid_from`` until the midnight before ``valid_to``. A draft lets nothing through, and
    whoever drafted it does not sign it.
    """

    ref = models.CharField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in KINDS])
    state = models.CharField(max_length=10, choices=[(one, one) for one in (DRAFT, SIGNED, ENDED)], default=SIGNED)
    givers = _codes()
    receivers = _codes()
    categories = _codes()
    purposes = _codes()
    max_level = models.PositiveSmallIntegerField()
    basis = models.CharField(max_length=60)
    needs_family_agreement = models.BooleanField(default=False)
    dpia_ref = models.CharField(max_length=60, blank=True)
    document_name = models.CharField(max_length=200, blank=True)
    document_sha256 = models.CharField(max_length=64, blank=True)
    quality_assured_by = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    review_on = models.DateField(null=True)
    drafted_by = models.BigIntegerField(null=True)
    drafted_at = models.DateTimeField(null=True)
    signed_by = models.BigIntegerField(null=True)
    signed_at = models.DateTimeField(null=True)
    ended_by = models.BigIntegerField(null=True)
    ended_at = models.DateTimeField(null=True)
    end_reason = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(max_level__lte=4), name="agreement_level_0_to_4"),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=models.F("valid_from")),
                name="agreement_ends_after_start",
            ),
            models.CheckConstraint(
                condition=models.Q(signed_by__isnull=True)
                | (models.Q(drafted_by__isnull=False) & ~models.Q(signed_by=models.F("drafted_by"))),
                name="agreement_takes_two_people",
            ),
        ]
        indexes: ClassVar = [GinIndex(fields=["receivers"], name="agreement_receivers")]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            **dict.fromkeys(
                (
                    "id", "ref", "title", "kind", "state", "givers", "receivers", "categories", "purposes", "max_level",
                    "basis", "needs_family_agreement", "dpia_ref", "document_name", "document_sha256",
                    "valid_from", "valid_to", "review_on", "drafted_at", "signed_at", "ended_at", "end_reason",
                ),
                privacy.NOT_PERSONAL,
            ),
            **dict.fromkeys(("quality_assured_by", "drafted_by", "signed_by", "ended_by"), privacy.STAFF),
        }  # fmt: skip
