"""What a worker wrote down once about one or several of a family: kept as written, told to whom its writer chose."""

from __future__ import annotations

import uuid
from typing import ClassVar

import pghistory
from django.db import models

from kith.apps.base import privacy
from kith.apps.base.fields import FamilyRefField, PersonRefField
from kith.apps.casework.models.episode import Episode

KINDS = {
    "VISIT": "A visit",
    "ALONE": "Time with a child alone",
    "CALL": "A call",
    "MEETING": "A meeting",
    "MESSAGE": "A letter or message",
    "OTHER": "Something else",
}
DAY, MONTH, YEAR = "DAY", "MONTH", "YEAR"
PRECISIONS = {DAY: "That day", MONTH: "Some time in that month", YEAR: "Some time in that year"}
AGENCY, TEAM, FAMILY = "AGENCY", "TEAM", "FAMILY"
TOLD_TO = {
    AGENCY: "My agency: colleagues who work with this family",
    TEAM: "The team around the family, and managers of the help",
    FAMILY: "The team, and the family when they read their chronology",
}


@pghistory.track()
class CaseNote(models.Model):
    """One note, of however many people. What is wrong in it is taken back with a reason, and never written over.

    ``family_ref`` stays with the note when its episode has ended, so that the next one begins with what was known.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ref = models.CharField(max_length=20, unique=True)
    episode = models.ForeignKey(Episode, on_delete=models.CASCADE)
    family_ref = FamilyRefField(db_index=True)
    agency_id = models.CharField(max_length=40)
    kind = models.CharField(max_length=10, choices=list(KINDS.items()))
    text = models.TextField()
    happened_on = models.DateField()
    precision = models.CharField(max_length=5, choices=list(PRECISIONS.items()), default=DAY)
    told_to = models.CharField(max_length=10, choices=list(TOLD_TO.items()))
    written_by = models.BigIntegerField(db_index=True)
    written_at = models.DateTimeField()
    taken_back_by = models.BigIntegerField(null=True)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_why = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(text=""), name="a_note_says_something"),
            models.CheckConstraint(
                condition=models.Q(taken_back_by__isnull=True, taken_back_at__isnull=True, taken_back_why="")
                | (models.Q(taken_back_by__isnull=False, taken_back_at__isnull=False) & ~models.Q(taken_back_why="")),
                name="a_note_is_taken_back_with_a_reason",
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
            "kind": privacy.ABOUT_A_PERSON,
            "text": privacy.FREE_TEXT,
            "happened_on": privacy.ABOUT_A_PERSON,
            "precision": privacy.ABOUT_A_PERSON,
            "told_to": privacy.ABOUT_A_PERSON,
            "written_by": privacy.STAFF,
            "written_at": privacy.STAFF,
            "taken_back_by": privacy.STAFF,
            "taken_back_at": privacy.STAFF,
            "taken_back_why": privacy.FREE_TEXT,
        }


class CaseNotePerson(models.Model):
    """That a note is about somebody. Whoever may not know of one of them does not read the note."""

    note = models.ForeignKey(CaseNote, on_delete=models.CASCADE)
    person_ref = PersonRefField(db_index=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["note", "person_ref"], name="in_a_note_once"),
        ]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {"id": privacy.NOT_PERSONAL, "note": privacy.REF, "person_ref": privacy.REF}
