"""That a reviewer knows somebody, and so is never asked about their records."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kith.apps.base import privacy
from kith.apps.base.fields import PersonRefField


class SteppedAside(models.Model):
    """Said of both people of a pair, so that it does not tell which of them the reviewer knows. It lasts."""

    worker_id = models.BigIntegerField(db_index=True)
    person_ref = PersonRefField(db_index=True)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["worker_id", "person_ref"], name="stepped_aside_once")]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "worker_id": privacy.STAFF,
            "person_ref": privacy.REF,
            "at": privacy.STAFF,
        }
