"""Keyed hashes of exact identifiers of people not in view, so that a contact can find them and nobody can browse."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kith.apps.base import privacy
from kith.apps.base.fields import PersonRefField
from kith.apps.people.models.run_key import run_key


class OutOfView(models.Model):
    """``scheme`` is NHS_NUMBER, UPN or NAME_AND_BIRTH; no name is kept."""

    run = run_key()
    person_ref = PersonRefField()
    scheme = models.CharField(max_length=20)
    hash = models.CharField(max_length=64)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["run", "hash"], name="out_of_view_hash")]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "run": privacy.NOT_PERSONAL,
            "person_ref": privacy.REF,
            "scheme": privacy.NOT_PERSONAL,
            "hash": privacy.IDENTIFIER,
        }
