"""Somebody asks what is held about a person, or that it be corrected, erased or no longer used."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models

from kith.apps.base import privacy
from kith.apps.base.fields import PersonRefField
from kith.rules import rights

STATES = (
    rights.RECEIVED, rights.CHECKED, rights.SCOPED, rights.COLLECTING, rights.REVIEW, rights.REDACTED, rights.RELEASED,
    rights.REFUSED, rights.DECIDED, rights.CARRIED_OUT, rights.TOLD,
)  # fmt: skip
SELF, PARENT, OTHER = "SELF", "PARENT", "OTHER"
GRANTED, PARTLY, DECLINED = "GRANTED", "PARTLY", "DECLINED"


# The family's own page adds one and may write nothing else, so a row's beginning is the row itself.
@pghistory.track(pghistory.UpdateEvent(), pghistory.DeleteEvent())
class RightsRequest(models.Model):
    """Belongs to the agency that answers it. ``needs_clearance`` hides it from workers who are not shield-cleared.

    ``asked_as`` says whether the person asks for themselves, a parent for a child, or somebody else with authority;
    ``asked_by_ref`` is who asks, where Kith knows them. Its key is its reference, so that whoever may only add one
    (the family's own page) need read nothing back.
    """

    ref = models.CharField(max_length=20, primary_key=True)
    kind = models.CharField(max_length=10, choices=[(one, one) for one in rights.KINDS])
    person_ref = PersonRefField(db_index=True)
    words = models.TextField()
    channel = models.CharField(max_length=12)
    state = models.CharField(max_length=12, default=rights.RECEIVED, choices=[(one, one) for one in STATES])
    received_on = models.DateField()
    due_on = models.DateField()
    agency_id = models.CharField(max_length=40)
    entered_by = models.BigIntegerField(null=True)
    handler_id = models.BigIntegerField(null=True)
    asked_as = models.CharField(max_length=8, blank=True)
    asked_by_ref = PersonRefField(blank=True)
    how_checked = models.TextField(blank=True)
    authority = models.TextField(blank=True)
    competence = models.TextField(blank=True)
    scope = models.TextField(blank=True)
    extended_because = models.TextField(blank=True)
    outcome = models.CharField(max_length=10, blank=True)
    outcome_words = models.TextField(blank=True)
    decided_by = models.BigIntegerField(null=True)
    second_reader_id = models.BigIntegerField(null=True)
    needs_clearance = models.BooleanField(default=False)
    closed_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(second_reader_id__isnull=True) | ~models.Q(second_reader_id=models.F("handler_id")),
                name="rights_request_read_by_two",
            )
        ]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "ref": privacy.NOT_PERSONAL,
            "kind": privacy.ABOUT_A_PERSON,
            "person_ref": privacy.REF,
            "words": privacy.FREE_TEXT,
            "channel": privacy.NOT_PERSONAL,
            "state": privacy.ABOUT_A_PERSON,
            "received_on": privacy.ABOUT_A_PERSON,
            "due_on": privacy.NOT_PERSONAL,
            "agency_id": privacy.NOT_PERSONAL,
            "entered_by": privacy.STAFF,
            "handler_id": privacy.STAFF,
            "asked_as": privacy.ABOUT_A_PERSON,
            "asked_by_ref": privacy.REF,
            "how_checked": privacy.FREE_TEXT,
            "authority": privacy.FREE_TEXT,
            "competence": privacy.FREE_TEXT,
            "scope": privacy.FREE_TEXT,
            "extended_because": privacy.FREE_TEXT,
            "outcome": privacy.ABOUT_A_PERSON,
            "outcome_words": privacy.FREE_TEXT,
            "decided_by": privacy.STAFF,
            "second_reader_id": privacy.STAFF,
            "needs_clearance": privacy.ABOUT_A_PERSON,
            "closed_on": privacy.ABOUT_A_PERSON,
        }


class RequestStep(models.Model):
    """One step of a request: who took it, when, and what they noted. Never changed. A pause is two steps."""

    request = models.ForeignKey(RightsRequest, on_delete=models.CASCADE, related_name="steps")
    step = models.CharField(max_length=12)
    on = models.DateField()
    at = models.DateTimeField()
    by = models.BigIntegerField(null=True)
    note = models.TextField(blank=True)

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "request": privacy.NOT_PERSONAL,
            "step": privacy.ABOUT_A_PERSON,
            "on": privacy.ABOUT_A_PERSON,
            "at": privacy.STAFF,
            "by": privacy.STAFF,
            "note": privacy.FREE_TEXT,
        }
