"""How often an account, an agency or an address asked for something in one stretch of time."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kith.apps.base import privacy


class UseCount(models.Model):
    """``who`` is "account 12", "agency SCH_1", or "address" and a keyed hash of it; ``path`` one limit, in words.

    Rows of stretches that are over are deleted each night.
    """

    who = models.CharField(max_length=60)
    path = models.CharField(max_length=60)
    window_at = models.DateTimeField()
    count = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["who", "path", "window_at"], name="use_count_once_a_window")
        ]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "who": privacy.STAFF,
            "path": privacy.NOT_PERSONAL,
            "window_at": privacy.NOT_PERSONAL,
            "count": privacy.NOT_PERSONAL,
        }
