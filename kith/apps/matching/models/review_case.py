"""One pair of records as a question to people: how far it has come, and what they settled."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kith.apps.base import privacy
from kith.apps.base.fields import PersonRefField

OPEN, SECOND, THIRD, SETTLED = "OPEN", "SECOND", "THIRD", "SETTLED"
STATES = (OPEN, SECOND, THIRD, SETTLED)
SAME, NOT_SAME, CANNOT_TELL = "SAME", "NOT_SAME", "CANNOT_TELL"
ANSWERS = (SAME, NOT_SAME, CANNOT_TELL)


class ReviewCase(models.Model):
    """Outlives its run: it goes out with every export, and no run asks again what is settled.

    The database alone moves it on, as each answer comes in (``row_security.sql``): ``answer`` stays empty until it is
    settled, so that whoever is asked second learns nothing from it. ``asks_twice`` was drawn when it was first seen.
    """

    pair_ref = models.CharField(max_length=20, unique=True)
    record_l = models.CharField(max_length=200)
    record_r = models.CharField(max_length=200)
    person_ref_l = PersonRefField(db_index=True)
    person_ref_r = PersonRefField(db_index=True)
    is_sample = models.BooleanField()
    has_plan = models.BooleanField()
    asks_twice = models.BooleanField()
    state = models.CharField(max_length=10, choices=[(one, one) for one in STATES], default=OPEN)
    answer = models.CharField(max_length=12, blank=True, choices=[(one, one) for one in ANSWERS])
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(state=SETTLED) & ~models.Q(answer="")
                | ~models.Q(state=SETTLED) & models.Q(answer=""),
                name="review_answered_when_settled",
            )
        ]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "pair_ref": privacy.REF,
            "record_l": privacy.REF,
            "record_r": privacy.REF,
            "person_ref_l": privacy.REF,
            "person_ref_r": privacy.REF,
            "is_sample": privacy.NOT_PERSONAL,
            "has_plan": privacy.ABOUT_A_PERSON,
            "asks_twice": privacy.NOT_PERSONAL,
            "state": privacy.NOT_PERSONAL,
            "answer": privacy.ABOUT_A_PERSON,
            "settled_at": privacy.NOT_PERSONAL,
        }
