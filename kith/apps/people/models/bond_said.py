"""What a worker said of a bond on a family's page: that it is wrong, that it is missing, or that it has ended."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models

from kith.apps.base import privacy
from kith.apps.base.fields import FamilyRefField, PersonRefField

WRONG, MISSING, ENDED = "WRONG", "MISSING", "ENDED"
DECISIONS = (WRONG, MISSING, ENDED)
OF_PARENTS = ("PARENT", "ADOPTIVE_PARENT")  # that somebody is none takes two


@pghistory.track()
class BondSaid(models.Model):
    """Shown at once, and obeyed by every run from the next; what was said last of a bond counts, until it is undone.

    What ``needs_second`` counts from when another agrees.
    """

    ref = models.CharField(max_length=20, unique=True)
    family_ref = FamilyRefField()
    from_person_ref = PersonRefField(db_index=True)
    kind = models.CharField(max_length=30)
    to_person_ref = PersonRefField(db_index=True)
    decision = models.CharField(max_length=10, choices=[(one, one) for one in DECISIONS])
    said_on = models.DateField()  # since when it is so
    reason = models.TextField()
    said_by = models.BigIntegerField()
    said_at = models.DateTimeField()
    needs_second = models.BooleanField(default=False, db_default=False)
    agreed_by = models.BigIntegerField(null=True)
    agreed_at = models.DateTimeField(null=True)
    undone_by = models.BigIntegerField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(decision=WRONG, kind__in=OF_PARENTS) | models.Q(needs_second=True),
                name="no_parent_takes_two",
            ),
            models.CheckConstraint(
                condition=models.Q(agreed_at=None)
                | (models.Q(agreed_by__isnull=False) & ~models.Q(agreed_by=models.F("said_by"))),
                name="bond_agreed_by_another",
            ),
        ]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "ref": privacy.NOT_PERSONAL,
            "family_ref": privacy.REF,
            "from_person_ref": privacy.REF,
            "kind": privacy.ABOUT_A_PERSON,
            "to_person_ref": privacy.REF,
            "decision": privacy.ABOUT_A_PERSON,
            "said_on": privacy.ABOUT_A_PERSON,
            "reason": privacy.FREE_TEXT,
            "said_by": privacy.STAFF,
            "said_at": privacy.STAFF,
            "needs_second": privacy.NOT_PERSONAL,
            "agreed_by": privacy.STAFF,
            "agreed_at": privacy.STAFF,
            "undone_by": privacy.STAFF,
            "undone_at": privacy.STAFF,
        }
