"""Somebody outside the agreements wants to know about a person: refused unless a named person decides otherwise."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models

from kith.apps.base import privacy

KINDS = ("IMMIGRATION", "BENEFITS_ENFORCEMENT", "POLICE_DETECTION", "COURT", "OTHER")


@pghistory.track()
class OutsideRequest(models.Model):
    """Refused while ``decision_ref`` is empty. No record is looked up for it: ``about`` is what the asker wrote."""

    ref = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=24, choices=[(kind, kind) for kind in KINDS])
    asked_by = models.CharField(max_length=200)
    about = models.TextField()
    wanted = models.TextField()
    their_basis = models.TextField(blank=True)
    held_by = models.CharField(max_length=40)
    received_on = models.DateField()
    recorded_by = models.BigIntegerField()
    recorded_at = models.DateTimeField()
    agency_id = models.CharField(max_length=40)
    decider_id = models.BigIntegerField()
    due_on = models.DateField()
    decision_ref = models.CharField(max_length=20, blank=True)

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            **dict.fromkeys(
                ("id", "ref", "kind", "held_by", "received_on", "agency_id", "due_on", "decision_ref"),
                privacy.NOT_PERSONAL,
            ),
            **dict.fromkeys(("asked_by", "recorded_by", "recorded_at", "decider_id"), privacy.STAFF),
            **dict.fromkeys(("about", "wanted", "their_basis"), privacy.FREE_TEXT),
        }
