"""That a worker doubts that a record which the run takes for somebody is theirs: what it says is shown to nobody."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models

from kith.apps.base import privacy
from kith.apps.base.fields import FamilyRefField, PersonRefField


@pghistory.track()
class DoubtedRecord(models.Model):
    """Holds while a run takes ``record`` for this person, until it is undone or reviewers say that it is theirs.

    Only what the record says of *this* person is left out: where a later run takes it for another, it is told there.
    ``undone_by`` is empty where reviewers settled it.
    """

    ref = models.CharField(max_length=20, unique=True)
    family_ref = FamilyRefField()
    person_ref = PersonRefField(db_index=True)
    record = models.CharField(max_length=200)
    reason = models.TextField()
    said_by = models.BigIntegerField()
    said_at = models.DateTimeField()
    undone_by = models.BigIntegerField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person_ref", "record"], condition=models.Q(undone_at=None), name="one_open_doubt_of_a_record"
            ),
        ]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "ref": privacy.NOT_PERSONAL,
            "family_ref": privacy.REF,
            "person_ref": privacy.REF,
            "record": privacy.REF,
            "reason": privacy.FREE_TEXT,
            "said_by": privacy.STAFF,
            "said_at": privacy.STAFF,
            "undone_by": privacy.STAFF,
            "undone_at": privacy.STAFF,
        }
