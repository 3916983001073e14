"""That a reference in a row was changed because two records were one person; with it the change can be undone."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kith.apps.base import privacy


class MovedRef(models.Model):
    """``merge_ref`` is empty while the merge is under way."""

    merge_ref = models.CharField(max_length=12, blank=True, db_index=True)
    model = models.CharField(max_length=100)
    row = models.CharField(max_length=64)
    field = models.CharField(max_length=60)
    from_value = models.CharField(max_length=60, blank=True)
    to_value = models.CharField(max_length=60, blank=True)

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "merge_ref": privacy.NOT_PERSONAL,
            "model": privacy.NOT_PERSONAL,
            "row": privacy.NOT_PERSONAL,
            "field": privacy.NOT_PERSONAL,
            "from_value": privacy.REF,
            "to_value": privacy.REF,
        }
