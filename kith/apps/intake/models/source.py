"""What a source declares of itself: what it is for, and why each person's row is needed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kith.apps.base import privacy


class Source(models.Model):
    """As the newest run's own ``spec.py`` said it; the words are shown to families and to the partnership board."""

    name = models.CharField(max_length=60, primary_key=True)
    title = models.TextField()
    agency_id = models.CharField(max_length=40)
    category = models.CharField(max_length=40)
    purpose = models.TextField()
    necessity = models.TextField()
    is_about_everyone = models.BooleanField()
    keep_weeks = models.PositiveSmallIntegerField()

    class Privacy:
        """What each field holds."""

        fields: ClassVar = dict.fromkeys(
            (
                "name", "title", "agency_id", "category", "purpose", "necessity", "is_about_everyone", "keep_weeks",
            ),
            privacy.NOT_PERSONAL,
        )  # fmt: skip
