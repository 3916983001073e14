"""That two identities are never to be taken for one person: before and after an adoption, a witness's old and new."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models

from kith.apps.base import privacy
from kith.apps.base.fields import PersonRefField

ADOPTION, WITNESS, MISTAKEN = "ADOPTION", "WITNESS", "MISTAKEN"
REASONS = (ADOPTION, WITNESS, MISTAKEN)
NEW_IDENTITY = (ADOPTION, WITNESS)  # one person under two identities; MISTAKEN: two people who were once taken for one


def _records() -> ArrayField:
    return ArrayField(models.CharField(max_length=200), default=list)


@pghistory.track()
class KeptApart(models.Model):
    """Each identity by its reference, or by agencies' records ("source:local id") where a run had already joined them.

    This table ties what must never be tied: no page reads it, and only the owner and the loader may. It goes out with
    every export, and linkage obeys it whatever arrives later.
    """

    ref = models.CharField(max_length=20, unique=True)
    one_ref = PersonRefField(blank=True)
    other_ref = PersonRefField(blank=True)
    one_records = _records()
    other_records = _records()
    reason = models.CharField(max_length=12, choices=[(one, one) for one in REASONS])
    decided_at = models.DateTimeField()
    decided_by = models.CharField(max_length=150)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(~models.Q(one_ref="") | ~models.Q(one_records=[]))
                & (~models.Q(other_ref="") | ~models.Q(other_records=[])),
                name="kept_apart_names_both",
            )
        ]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "ref": privacy.NOT_PERSONAL,
            "one_ref": privacy.REF,
            "other_ref": privacy.REF,
            "one_records": privacy.REF,
            "other_records": privacy.REF,
            "reason": privacy.ABOUT_A_PERSON,
            "decided_at": privacy.ABOUT_A_PERSON,
            "decided_by": privacy.STAFF,
        }
