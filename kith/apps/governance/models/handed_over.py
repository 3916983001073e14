"""That the agreements were handed to the engine, and which sources come in under each: what a page can say of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kith.apps.base import privacy


class HandedOver(models.Model):
    """The newest one tells. ``sources`` maps an agreement's reference to [source, title] pairs."""

    at = models.DateTimeField()
    by = models.CharField(max_length=100)
    sources = models.JSONField()

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "at": privacy.NOT_PERSONAL,
            "by": privacy.STAFF,
            "sources": privacy.NOT_PERSONAL,
        }


class Helped(models.Model):
    """That something which came under an agreement helped a decision: the test of an agreement's worth."""

    agreement_ref = models.CharField(max_length=60, db_index=True)
    about = models.CharField(max_length=20)  # the reference of the enquiry or the sharing decision
    at = models.DateTimeField()
    by = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["agreement_ref", "about"], name="helped_once")]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "agreement_ref": privacy.NOT_PERSONAL,
            "about": privacy.NOT_PERSONAL,
            "at": privacy.STAFF,
            "by": privacy.STAFF,
        }
