"""How intensive the help is from one day to another: for the family, or for one child whose level differs."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models

from kith.apps.base import privacy
from kith.apps.base.fields import PersonRefField
from kith.apps.casework.models.episode import Episode
from kith.apps.casework.models.spell import DAYS, ends_after_it_begins
from kith.vocabulary.codes.service_levels import SERVICE_LEVELS


@pghistory.track()
class LevelSpell(models.Model):
    """One level at a time; no ``person_ref``: the family's, which counts for whoever has none of their own."""

    episode = models.ForeignKey(Episode, on_delete=models.CASCADE)
    person_ref = PersonRefField(blank=True, db_index=True)
    level = models.CharField(max_length=4, choices=[(code, each.label) for code, each in SERVICE_LEVELS.items()])
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    reason = models.TextField()
    decision_ref = models.CharField(max_length=20, blank=True)
    changed_by = models.BigIntegerField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="one_level_at_a_time", expressions=[("episode", "="), ("person_ref", "="), (DAYS, "&&")]
            ),
            ends_after_it_begins("level_spell_in_order"),
        ]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "episode": privacy.REF,
            "person_ref": privacy.REF,
            "level": privacy.ABOUT_A_PERSON,
            "valid_from": privacy.ABOUT_A_PERSON,
            "valid_to": privacy.ABOUT_A_PERSON,
            "reason": privacy.FREE_TEXT,
            "decision_ref": privacy.REF,
            "changed_by": privacy.STAFF,
            "changed_at": privacy.STAFF,
        }
