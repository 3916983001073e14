"""Somebody who came by another system's link, and has not been shown yet whom it is about."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kith.apps.base import privacy


class Arrival(models.Model):
    """Known by hashes of the link, which is good once, and of what the browser keeps until whoever came has signed in.

    ``about`` is by what the other system names the person, sealed with the site's key, and blanked when it is taken.
    """

    link_hash = models.CharField(max_length=64, unique=True)
    handle_hash = models.CharField(max_length=64, unique=True)
    system = models.CharField(max_length=30)
    shows = models.CharField(max_length=10)
    about = models.TextField(blank=True)
    arrived_at = models.DateTimeField()
    ends_at = models.DateTimeField(db_index=True)
    taken_at = models.DateTimeField(null=True)

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "link_hash": privacy.SECRET,
            "handle_hash": privacy.SECRET,
            "system": privacy.NOT_PERSONAL,
            "shows": privacy.NOT_PERSONAL,
            "about": privacy.IDENTIFIER,
            "arrived_at": privacy.STAFF,
            "ends_at": privacy.NOT_PERSONAL,
            "taken_at": privacy.STAFF,
        }
