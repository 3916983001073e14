"""What somebody chose for a family's chronology: a note that is significant, or a fact that an agency tells."""

from __future__ import annotations

import uuid
from typing import ClassVar

import pghistory
from django.db import models

from kith.apps.base import privacy
from kith.apps.base.fields import FamilyRefField, PersonRefField
from kith.apps.casework.models.case_note import TOLD_TO, CaseNote
from kith.apps.casework.models.episode import Episode

POSITIVE, NEUTRAL, NEGATIVE = "POSITIVE", "NEUTRAL", "NEGATIVE"
IMPACTS = {
    POSITIVE: "It made things better",
    NEUTRAL: "It changed little, or nobody can say yet",
    NEGATIVE: "It made things harder",
}


@pghistory.track()
class ChronologyEntry(models.Model):
    """Of an agency's fact the key alone is kept: what it says is read through the family's door whenever it is shown.

    ``family_view`` is what the family says of it, ``analysis`` what it means. Taken out, it stays with who took it out.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ref = models.CharField(max_length=20, unique=True)
    episode = models.ForeignKey(Episode, on_delete=models.CASCADE)
    family_ref = FamilyRefField(db_index=True)
    agency_id = models.CharField(max_length=40)
    note = models.ForeignKey(CaseNote, on_delete=models.CASCADE, null=True)
    fact_id = models.CharField(max_length=200, blank=True)
    person_ref = PersonRefField(blank=True, db_index=True)  # whom the fact is about
    headline = models.CharField(max_length=120, blank=True)
    impact = models.CharField(max_length=10, blank=True, choices=list(IMPACTS.items()))
    action_taken = models.TextField(blank=True)
    analysis = models.TextField(blank=True)
    family_view = models.TextField(blank=True)
    level = models.PositiveSmallIntegerField()  # how much of the thing itself its last writer could read
    told_to = models.CharField(max_length=10, choices=list(TOLD_TO.items()))
    chosen_by = models.BigIntegerField()
    chosen_at = models.DateTimeField()
    changed_by = models.BigIntegerField()
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    taken_out_by = models.BigIntegerField(null=True)
    taken_out_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(note__isnull=False, fact_id="", person_ref="") & ~models.Q(headline="")
                | (models.Q(note__isnull=True) & ~models.Q(fact_id="")),
                name="chosen_is_a_note_or_a_fact",
            ),
            models.UniqueConstraint(
                fields=["note"],
                condition=models.Q(taken_out_at__isnull=True, note__isnull=False),
                name="a_note_is_chosen_once",
            ),
            models.UniqueConstraint(
                fields=["family_ref", "fact_id"],
                condition=models.Q(taken_out_at__isnull=True) & ~models.Q(fact_id=""),
                name="a_fact_is_chosen_once",
            ),
            models.CheckConstraint(
                condition=models.Q(taken_out_by__isnull=True, taken_out_at__isnull=True)
                | models.Q(taken_out_by__isnull=False, taken_out_at__isnull=False),
                name="taken_out_by_somebody",
            ),
        ]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "ref": privacy.REF,
            "episode": privacy.REF,
            "family_ref": privacy.REF,
            "agency_id": privacy.ABOUT_A_PERSON,
            "note": privacy.REF,
            "fact_id": privacy.ABOUT_A_PERSON,
            "person_ref": privacy.REF,
            "headline": privacy.FREE_TEXT,
            "impact": privacy.ABOUT_A_PERSON,
            "action_taken": privacy.FREE_TEXT,
            "analysis": privacy.FREE_TEXT,
            "family_view": privacy.FREE_TEXT,
            "level": privacy.NOT_PERSONAL,
            "told_to": privacy.ABOUT_A_PERSON,
            "chosen_by": privacy.STAFF,
            "chosen_at": privacy.STAFF,
            "changed_by": privacy.STAFF,
            "changed_at": privacy.STAFF,
            "version": privacy.NOT_PERSONAL,
            "taken_out_by": privacy.STAFF,
            "taken_out_at": privacy.STAFF,
        }
