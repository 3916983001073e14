"""What a section said before: the last five states that were put by, so that what was deleted can be had back."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kith.apps.base import privacy
from kith.apps.drafts.models.draft import Draft


class DraftVersion(models.Model):
    """One former state of a draft, whole. Goes with its draft."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE)
    version = models.PositiveIntegerField()
    typed = models.JSONField(default=dict)
    worker_id = models.BigIntegerField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["draft", "version"], name="draft_version_kept_once"),
        ]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "draft": privacy.NOT_PERSONAL,
            "version": privacy.NOT_PERSONAL,
            "typed": privacy.FREE_TEXT,
            "worker_id": privacy.STAFF,
            "saved_at": privacy.STAFF,
        }
