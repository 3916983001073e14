"""What somebody of the family answered when they were asked to work with the help within an episode."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models

from kith.apps.base import privacy
from kith.apps.base.fields import PersonRefField
from kith.apps.casework.models.episode import Episode
from kith.vocabulary.codes.engagement_answers import ENGAGEMENT_ANSWERS


@pghistory.track()
class EngagementAnswer(models.Model):
    """Each answer stands; the newest counts. A no closes no door and is counted against nobody."""

    episode = models.ForeignKey(Episode, on_delete=models.CASCADE)
    person_ref = PersonRefField(db_index=True)
    answer = models.CharField(max_length=10, choices=list(ENGAGEMENT_ANSWERS.items()))
    in_their_words = models.TextField(blank=True)
    said_on = models.DateField()
    written_by = models.BigIntegerField()
    written_at = models.DateTimeField()

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "episode": privacy.REF,
            "person_ref": privacy.REF,
            "answer": privacy.ABOUT_A_PERSON,
            "in_their_words": privacy.FREE_TEXT,
            "said_on": privacy.ABOUT_A_PERSON,
            "written_by": privacy.STAFF,
            "written_at": privacy.STAFF,
        }
