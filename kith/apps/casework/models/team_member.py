"""Who is in the team around the family: a worker of some agency, or somebody whom the family wants beside them."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models

from kith.apps.base import privacy
from kith.apps.base.fields import PersonRefField
from kith.apps.casework.models.episode import Episode
from kith.apps.casework.models.spell import ends_after_it_begins
from kith.vocabulary.codes.lead_roles import TEAM_ROLES


@pghistory.track()
class TeamMember(models.Model):
    """A worker (agency and staff id), who may then open the family; or a person; or somebody known by name alone."""

    episode = models.ForeignKey(Episode, on_delete=models.CASCADE)
    role = models.CharField(max_length=20, choices=list(TEAM_ROLES.items()))
    agency_id = models.CharField(max_length=40, blank=True)
    staff_id = models.CharField(max_length=60, blank=True)
    person_ref = PersonRefField(blank=True, db_index=True)
    name = models.CharField(max_length=120, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    added_by = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["episode", "agency_id", "staff_id"],
                condition=models.Q(valid_to__isnull=True) & ~models.Q(staff_id=""),
                name="in_a_team_once",
            ),
            ends_after_it_begins("team_member_in_order"),
        ]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "episode": privacy.REF,
            "role": privacy.ABOUT_A_PERSON,
            "agency_id": privacy.ABOUT_A_PERSON,
            "staff_id": privacy.STAFF,
            "person_ref": privacy.REF,
            "name": privacy.IDENTIFIER,
            "valid_from": privacy.ABOUT_A_PERSON,
            "valid_to": privacy.ABOUT_A_PERSON,
            "added_by": privacy.STAFF,
        }
