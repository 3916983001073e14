"""Who leads the help for a family, or holds a part that the law asks for, from one day to another."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models

from kith.apps.base import privacy
from kith.apps.casework.models.episode import Episode
from kith.apps.casework.models.spell import DAYS, ends_after_it_begins
from kith.vocabulary.codes.lead_roles import LEAD_ROLES
from kith.vocabulary.codes.worker_change_reasons import WORKER_CHANGE_REASONS

CHOICES = {
    "CHOSE": "The family chose them",
    "AGREED": "The family was asked, and is content",
    "OBJECTED": "The family was asked, and wanted somebody else",
    "NOTASKED": "The family has not been asked yet",
}


@pghistory.track()
class LeadSpell(models.Model):
    """One worker in one leading role; the database forbids two at once in the same role."""

    episode = models.ForeignKey(Episode, on_delete=models.CASCADE)
    role = models.CharField(max_length=20, choices=list(LEAD_ROLES.items()))
    agency_id = models.CharField(max_length=40)
    staff_id = models.CharField(max_length=60)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    change_reason = models.CharField(max_length=10, choices=list(WORKER_CHANGE_REASONS.items()))
    family_choice = models.CharField(max_length=10, choices=list(CHOICES.items()), default="NOTASKED")
    named_by = models.BigIntegerField()
    named_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(name="one_lead_at_a_time", expressions=[("episode", "="), ("role", "="), (DAYS, "&&")]),
            ends_after_it_begins("lead_spell_in_order"),
            models.CheckConstraint(condition=~models.Q(staff_id=""), name="a_lead_is_somebody"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["agency_id", "staff_id"], name="lead_spell_open", condition=models.Q(valid_to__isnull=True)
            )
        ]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "episode": privacy.REF,
            "role": privacy.ABOUT_A_PERSON,
            "agency_id": privacy.ABOUT_A_PERSON,
            "staff_id": privacy.STAFF,
            "valid_from": privacy.ABOUT_A_PERSON,
            "valid_to": privacy.ABOUT_A_PERSON,
            "change_reason": privacy.ABOUT_A_PERSON,
            "family_choice": privacy.ABOUT_A_PERSON,
            "named_by": privacy.STAFF,
            "named_at": privacy.STAFF,
        }
