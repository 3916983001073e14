"""A key by which one other system signs its links, from one day to another."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kith.apps.base import privacy


class LinkKey(models.Model):
    """``sealed`` is the secret, sealed with the site's key: a signature is checked with the secret itself, so that a
    hash would not do. An old key goes on for some days beside the new one, so that no link breaks.
    """

    key_id = models.CharField(max_length=20, unique=True)
    system = models.CharField(max_length=30, db_index=True)
    sealed = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=100)
    ends_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=100, blank=True)

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "key_id": privacy.NOT_PERSONAL,
            "system": privacy.NOT_PERSONAL,
            "sealed": privacy.SECRET,
            "made_at": privacy.STAFF,
            "made_by": privacy.STAFF,
            "ends_at": privacy.NOT_PERSONAL,
            "ended_by": privacy.STAFF,
        }
