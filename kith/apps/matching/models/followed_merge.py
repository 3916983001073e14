"""That a run joined two references, and that what hung on the one was moved to the other: so that it can be undone."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from kith.apps.base import privacy
from kith.apps.base.fields import PersonRefField


class FollowedMerge(models.Model):
    """``records`` are those that bore the old reference: whoever takes them along again takes what was moved."""

    run_ref = models.CharField(max_length=80)
    old_ref = PersonRefField(db_index=True)
    new_ref = PersonRefField(db_index=True)
    records = ArrayField(models.CharField(max_length=200), default=list)
    merge_ref = models.CharField(max_length=12, unique=True)
    made_at = models.DateTimeField()
    undone_by = models.CharField(max_length=80, blank=True)  # the run, or the separation, that took them apart again

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run_ref", "old_ref", "new_ref"], name="merge_followed_once")
        ]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "run_ref": privacy.NOT_PERSONAL,
            "old_ref": privacy.REF,
            "new_ref": privacy.REF,
            "records": privacy.REF,
            "merge_ref": privacy.NOT_PERSONAL,
            "made_at": privacy.NOT_PERSONAL,
            "undone_by": privacy.NOT_PERSONAL,
        }


class FollowedRun(models.Model):
    """The runs to whose references everything was moved, in the order in which that was done; the last one holds."""

    run_ref = models.CharField(max_length=80)
    followed_at = models.DateTimeField()

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "run_ref": privacy.NOT_PERSONAL,
            "followed_at": privacy.NOT_PERSONAL,
        }
