"""A typed, sourced, dated bond between two people: FROM is KIND of TO."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kith.apps.base import privacy
from kith.apps.base.fields import PersonRefField
from kith.apps.people.models.run_key import run_key


class Relation(models.Model):
    """``kind`` is a code of ``vocabulary.codes.relation_kinds``; ``sources`` are separated by commas."""

    run = run_key()
    from_person_ref = PersonRefField()
    kind = models.CharField(max_length=30)
    to_person_ref = PersonRefField()
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    sources = models.TextField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["run", "from_person_ref"], name="relation_from")]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "run": privacy.NOT_PERSONAL,
            "from_person_ref": privacy.REF,
            "kind": privacy.ABOUT_A_PERSON,
            "to_person_ref": privacy.REF,
            "valid_from": privacy.ABOUT_A_PERSON,
            "valid_to": privacy.ABOUT_A_PERSON,
            "sources": privacy.NOT_PERSONAL,
        }
