"""That somebody of the family is helped within an episode, from when to when, and why they are in it."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models

from kith.apps.base import privacy
from kith.apps.base.fields import PersonRefField
from kith.apps.casework.models.episode import Episode
from kith.apps.casework.models.spell import ends_after_it_begins

CHILD, ADULT = "CHILD", "ADULT"


@pghistory.track()
class EpisodePerson(models.Model):
    """One person in one episode; through them the lead worker and the team are tied to the family."""

    episode = models.ForeignKey(Episode, on_delete=models.CASCADE)
    person_ref = PersonRefField(db_index=True)
    role = models.CharField(max_length=10, choices=[(CHILD, CHILD), (ADULT, ADULT)])
    why = models.TextField(blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    added_by = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["episode", "person_ref"], condition=models.Q(valid_to__isnull=True), name="in_an_episode_once"
            ),
            ends_after_it_begins("episode_person_in_order"),
        ]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "episode": privacy.REF,
            "person_ref": privacy.REF,
            "role": privacy.ABOUT_A_PERSON,
            "why": privacy.FREE_TEXT,
            "valid_from": privacy.ABOUT_A_PERSON,
            "valid_to": privacy.ABOUT_A_PERSON,
            "added_by": privacy.STAFF,
        }
