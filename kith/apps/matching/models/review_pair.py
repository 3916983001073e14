"""Two records that the run could not be sure of, side by side: what each says, and what speaks for and against."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kith.apps.base import privacy
from kith.apps.base.fields import PersonRefField
from kith.apps.intake.models import Run

NEAR, VETO, SAMPLE, DOUBT = "NEAR", "VETO", "SAMPLE", "DOUBT"


class ReviewPair(models.Model):
    """A row of one run, gone with it. ``shown_l`` and ``shown_r`` are the values a reviewer compares."""

    run = models.ForeignKey(Run, on_delete=models.PROTECT, db_index=False, db_constraint=False)
    pair_ref = models.CharField(max_length=20)
    why = models.CharField(max_length=10)
    veto = models.CharField(max_length=40, blank=True)
    place = models.PositiveIntegerField()
    weight = models.FloatField()
    person_ref_l = PersonRefField()
    person_ref_r = PersonRefField()
    agency_id_l = models.CharField(max_length=40)
    agency_id_r = models.CharField(max_length=40)
    shown_l = models.JSONField()
    shown_r = models.JSONField()
    evidence = models.JSONField()
    records = models.PositiveIntegerField()
    has_child = models.BooleanField()
    has_plan = models.BooleanField()
    is_open = models.BooleanField()
    is_shielded = models.BooleanField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["run", "pair_ref"], name="one_pair_in_a_run")]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "run": privacy.NOT_PERSONAL,
            "pair_ref": privacy.REF,
            "why": privacy.NOT_PERSONAL,
            "veto": privacy.ABOUT_A_PERSON,
            "place": privacy.NOT_PERSONAL,
            "weight": privacy.ABOUT_A_PERSON,
            "person_ref_l": privacy.REF,
            "person_ref_r": privacy.REF,
            "agency_id_l": privacy.ABOUT_A_PERSON,
            "agency_id_r": privacy.ABOUT_A_PERSON,
            "shown_l": privacy.IDENTIFIER,
            "shown_r": privacy.IDENTIFIER,
            "evidence": privacy.ABOUT_A_PERSON,
            "records": privacy.NOT_PERSONAL,
            "has_child": privacy.ABOUT_A_PERSON,
            "has_plan": privacy.ABOUT_A_PERSON,
            "is_open": privacy.ABOUT_A_PERSON,
            "is_shielded": privacy.ABOUT_A_PERSON,
        }
