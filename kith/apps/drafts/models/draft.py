"""What somebody has typed into one section of a form and not sent yet, exactly as typed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kith.apps.base import privacy
from kith.apps.base.fields import FamilyRefField, PersonRefField

# Whose it is: the writer's own, the front door's of an agency, or that of everybody who works with the family.
OWN, FRONT_DOOR, FAMILY = "OWN", "FRONT_DOOR", "FAMILY"
KEPT_FOR = (OWN, FRONT_DOOR, FAMILY)


class Draft(models.Model):
    """``worker_id`` holds the section until ``held_until``: nobody else writes in it before. Deleted when it is sent.

    ``about`` is the reference of what the form is about, or empty. ``page`` is a random word for the page in a browser
    that wrote last, by which two windows of one worker are told apart.
    """

    form = models.CharField(max_length=40)
    about = PersonRefField(blank=True)
    section = models.CharField(max_length=40, blank=True)
    kept_for = models.CharField(max_length=10, choices=[(one, one) for one in KEPT_FOR], default=OWN)
    agency_id = models.CharField(max_length=40)
    family_ref = FamilyRefField(blank=True, db_index=True)
    worker_id = models.BigIntegerField(db_index=True)
    typed = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=0)
    page = models.CharField(max_length=40, blank=True)
    field = models.CharField(max_length=80, blank=True)  # where its writer was, to land there again
    begun_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    kept_at = models.DateTimeField()  # when a former version was last put by
    held_since = models.DateTimeField()
    held_until = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["form", "about", "section", "worker_id"],
                condition=models.Q(kept_for=OWN),
                name="draft_one_of_ones_own",
            ),
            models.UniqueConstraint(
                fields=["form", "about", "section", "agency_id"],
                condition=models.Q(kept_for=FRONT_DOOR),
                name="draft_one_of_front_door",
            ),
            models.UniqueConstraint(
                fields=["form", "about", "section", "family_ref"],
                condition=models.Q(kept_for=FAMILY),
                name="draft_one_of_family",
            ),
            models.CheckConstraint(
                condition=~models.Q(kept_for=FAMILY) | ~models.Q(family_ref=""), name="draft_of_a_family_names_it"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["about", "form", "section"], name="draft_about")]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "form": privacy.NOT_PERSONAL,
            "about": privacy.REF,
            "section": privacy.NOT_PERSONAL,
            "kept_for": privacy.NOT_PERSONAL,
            "agency_id": privacy.STAFF,
            "family_ref": privacy.REF,
            "worker_id": privacy.STAFF,
            "typed": privacy.FREE_TEXT,
            "version": privacy.NOT_PERSONAL,
            "page": privacy.NOT_PERSONAL,
            "field": privacy.NOT_PERSONAL,
            **dict.fromkeys(("begun_at", "saved_at", "kept_at", "held_since", "held_until"), privacy.STAFF),
        }
