"""One reviewer's answer about one pair, and that somebody has looked at the evidence before answering."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kith.apps.base import privacy
from kith.apps.matching.models.review_case import ANSWERS, ReviewCase


class ReviewDecision(models.Model):
    """Never changed. The database numbers it and says whether the evidence had been seen: no caller can."""

    case = models.ForeignKey(ReviewCase, on_delete=models.CASCADE, related_name="decisions")
    opinion = models.PositiveSmallIntegerField(default=0)
    answer = models.CharField(max_length=12, choices=[(one, one) for one in ANSWERS])
    reason = models.TextField()
    saw_evidence = models.BooleanField(default=False)
    said_by = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "said_by"], name="one_opinion_each")]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "case": privacy.REF,
            "opinion": privacy.NOT_PERSONAL,
            "answer": privacy.ABOUT_A_PERSON,
            "reason": privacy.FREE_TEXT,
            "saw_evidence": privacy.STAFF,
            "said_by": privacy.STAFF,
            "at": privacy.STAFF,
        }


class EvidenceSeen(models.Model):
    """That a reviewer asked for the evidence of a pair, and when."""

    case = models.ForeignKey(ReviewCase, on_delete=models.CASCADE, related_name="seen")
    seen_by = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "seen_by"], name="seen_once")]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "case": privacy.REF,
            "seen_by": privacy.STAFF,
            "at": privacy.STAFF,
        }
