"""The seals of the log, the epochs that a restore begins, and where each head of the chain was lodged."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from kith.apps.audit.models.kept_whole import kept_whole
from kith.apps.base import privacy


class Seal(models.Model):
    """One link of the chain: every line whose transaction lies from ``from_tx`` up to, not including, ``to_tx``.

    ``roll`` holds eight bytes of each line's number and its SHA-256, so that a line that was changed can be named.
    """

    number = models.BigIntegerField(primary_key=True)
    epoch = models.PositiveIntegerField()
    from_tx = models.BigIntegerField()
    to_tx = models.BigIntegerField()
    lines = models.PositiveIntegerField()
    form = models.PositiveSmallIntegerField()  # which columns a line's hash covers: see kith_log_line
    roll = models.BinaryField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    class Meta:
        triggers: ClassVar = kept_whole("seals")

    class Privacy:
        """What each field holds."""

        fields: ClassVar = dict.fromkeys(
            ("number", "epoch", "from_tx", "to_tx", "lines", "form", "roll", "previous", "hash", "sealed_at"),
            privacy.NOT_PERSONAL,
        )


class Epoch(models.Model):
    """A new beginning of transaction numbers, after a restore, that two people signed for. The first has no row."""

    number = models.PositiveIntegerField(primary_key=True)
    began_at = models.DateTimeField()
    after_seal = models.BigIntegerField()
    first_signature = models.CharField(max_length=200)
    second_signature = models.CharField(max_length=200)
    why = models.CharField(max_length=300)
    hash = models.CharField(max_length=64)

    class Meta:
        triggers: ClassVar = kept_whole("epochs")

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "number": privacy.NOT_PERSONAL,
            "began_at": privacy.NOT_PERSONAL,
            "after_seal": privacy.NOT_PERSONAL,
            "first_signature": privacy.STAFF,
            "second_signature": privacy.STAFF,
            "why": privacy.STAFF,
            "hash": privacy.NOT_PERSONAL,
        }


class Lodging(models.Model):
    """A head of the chain for one partner to keep; it waits here until their folder takes it."""

    agency_id = models.CharField(max_length=40)
    seal_number = models.BigIntegerField()
    wanted_at = models.DateTimeField()
    lodged_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency_id", "seal_number"], name="lodging_agency_seal"),
        ]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = dict.fromkeys(
            ("id", "agency_id", "seal_number", "wanted_at", "lodged_at"), privacy.NOT_PERSONAL
        )


class Verification(models.Model):
    """One proof of the whole log, and what came of it; ``finding`` names lines by number only."""

    at = models.DateTimeField(auto_now_add=True)
    outcome = models.CharField(max_length=10)
    seals = models.BigIntegerField()
    lines = models.BigIntegerField()
    unsealed = models.BigIntegerField()
    heads = models.PositiveIntegerField()
    finding = models.CharField(max_length=500, blank=True)

    class Privacy:
        """What each field holds."""

        fields: ClassVar = dict.fromkeys(
            ("id", "at", "outcome", "seals", "lines", "unsealed", "heads", "finding"), privacy.NOT_PERSONAL
        )


class LogDisposal(models.Model):
    """Lines of whole seals that were let go after their time: the seals stay, the chain holds."""

    certificate = models.CharField(max_length=40, unique=True)
    seals = ArrayField(models.BigIntegerField())
    lines = models.BigIntegerField()
    before = models.DateField()
    at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=100)

    class Meta:
        triggers: ClassVar = kept_whole("disposals")

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            **dict.fromkeys(("id", "certificate", "seals", "lines", "before", "at"), privacy.NOT_PERSONAL),
            "by": privacy.STAFF,
        }
