"""An opening in an emergency, or a tie claimed by one's own word: short, loud, and looked at afterwards."""

from __future__ import annotations

from typing import ClassVar

import pghistory
import pgtrigger
from django.db import models

from kith.apps.base import privacy
from kith.apps.base.fields import FamilyRefField
from kith.rules.emergency import GLASS, SELF_CLAIM

JUSTIFIED, TRAINING, BREACH = "JUSTIFIED", "TRAINING", "BREACH"


@pghistory.track()
class BreakGlass(models.Model):
    """One worker, one family, one sitting. GLASS lasts 60 minutes for safeguarding; SELF_CLAIM 24 hours."""

    ref = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=12, choices=[(kind, kind) for kind in (GLASS, SELF_CLAIM)])
    worker_id = models.BigIntegerField()
    agency_id = models.CharField(max_length=40)
    session_ref = models.CharField(max_length=64)
    family_ref = FamilyRefField()
    reason = models.TextField()
    began_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True)
    family_told_on = models.DateField(null=True)
    withheld_reason = models.TextField(blank=True)
    withheld_until = models.DateField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["worker_id", "family_ref"], name="break_glass_worker_family")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("began_at")), name="break_glass_has_an_end")
        ]
        # It may be stopped and the family told; nobody makes it longer or says afterwards that it was for another.
        triggers: ClassVar = [
            pgtrigger.ReadOnly(
                name="stays_as_it_began",
                fields=[
                    "ref", "kind", "worker_id", "agency_id", "session_ref", "family_ref", "reason", "began_at",
                    "ends_at",
                ],
            ),
        ]  # fmt: skip

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "ref": privacy.NOT_PERSONAL,
            "kind": privacy.NOT_PERSONAL,
            "worker_id": privacy.STAFF,
            "agency_id": privacy.NOT_PERSONAL,
            "session_ref": privacy.SECRET,
            "family_ref": privacy.REF,
            "reason": privacy.FREE_TEXT,
            "began_at": privacy.STAFF,
            "ends_at": privacy.STAFF,
            "stopped_at": privacy.STAFF,
            "family_told_on": privacy.ABOUT_A_PERSON,
            "withheld_reason": privacy.FREE_TEXT,
            "withheld_until": privacy.ABOUT_A_PERSON,
        }


@pghistory.track()
class BreakGlassReview(models.Model):
    """What one agency's privacy officer owes: to say within 72 hours if it was right."""

    break_glass = models.ForeignKey(BreakGlass, to_field="ref", on_delete=models.PROTECT)
    agency_id = models.CharField(max_length=40)
    due_at = models.DateTimeField()
    outcome = models.CharField(max_length=12, blank=True, choices=[(one, one) for one in (JUSTIFIED, TRAINING, BREACH)])
    note = models.TextField(blank=True)
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.BigIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["break_glass", "agency_id"], name="break_glass_review_once_an_agency")
        ]
        triggers: ClassVar = [
            pgtrigger.ReadOnly(name="is_owed_as_it_was", fields=["break_glass", "agency_id", "due_at"])
        ]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "break_glass": privacy.NOT_PERSONAL,
            "agency_id": privacy.NOT_PERSONAL,
            "due_at": privacy.NOT_PERSONAL,
            "outcome": privacy.STAFF,
            "note": privacy.FREE_TEXT,
            "reviewed_at": privacy.STAFF,
            "reviewed_by": privacy.STAFF,
        }
