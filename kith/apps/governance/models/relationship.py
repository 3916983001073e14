"""That a worker, or everyone of an agency in a certain role, has to do with a person or a family."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kith.apps.base import privacy
from kith.apps.base.fields import FamilyRefField, PersonRefField
from kith.rules.access import TieKind

INVOLVEMENT, CONTACT, ASSIGNED = "INVOLVEMENT", "CONTACT", "ASSIGNED"
EPISODE, CONTACT_HERE, WRITTEN = "EPISODE", "CONTACT_HERE", "WRITTEN"


class Relationship(models.Model):
    """A dated tie through one person. ``family_ref`` is empty where the tie does not reach the person's family.

    ``staff_id`` is empty for the ties of a role: MANAGES holds for the agency's managers, DUTY for the front door.
    Ties made from a run (``how_made`` INVOLVEMENT or CONTACT) are replaced when another run goes live. Those of an
    episode or a contact (EPISODE, CONTACT_HERE) the database alone writes (``row_security_ties.sql``): ``about_ref``
    says of which, and they end with it. So does WRITTEN, of a family that a manager wrote down, until a run has its
    people.
    """

    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in TieKind])
    agency_id = models.CharField(max_length=40, blank=True)
    staff_id = models.CharField(max_length=60, blank=True)
    person_ref = PersonRefField()
    family_ref = FamilyRefField(blank=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    how_made = models.CharField(max_length=20)
    made_by = models.CharField(max_length=100, blank=True)
    about_ref = models.CharField(max_length=20, blank=True, default="", db_default="")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["agency_id", "staff_id"], name="relationship_worker"),
            models.Index(fields=["family_ref"], name="relationship_family"),
            models.Index(fields=["kind"], name="relationship_duty", condition=models.Q(kind="DUTY")),
            models.Index(fields=["about_ref"], name="relationship_about", condition=~models.Q(about_ref="")),
        ]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "kind": privacy.ABOUT_A_PERSON,
            "agency_id": privacy.ABOUT_A_PERSON,
            "staff_id": privacy.STAFF,
            "person_ref": privacy.REF,
            "family_ref": privacy.REF,
            "valid_from": privacy.ABOUT_A_PERSON,
            "valid_to": privacy.ABOUT_A_PERSON,
            "how_made": privacy.NOT_PERSONAL,
            "made_by": privacy.STAFF,
            "about_ref": privacy.NOT_PERSONAL,
        }
