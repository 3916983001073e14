"""One line of the access log: who asked for whom, why, and what was answered."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models

from kith.apps.base import privacy
from kith.apps.base.fields import FamilyRefField, PersonRefField


class AccessEvent(models.Model):
    """Append-only, references only, no foreign keys: neither erasure nor a worker's leaving can break the log."""

    at = models.DateTimeField(auto_now_add=True)
    worker_id = models.BigIntegerField(null=True)
    role = models.CharField(max_length=30, blank=True)
    agency_id = models.CharField(max_length=40, blank=True)
    purpose = models.CharField(max_length=30, blank=True)
    action = models.CharField(max_length=20)
    family_ref = FamilyRefField(blank=True)
    subject_refs = ArrayField(PersonRefField(), default=list)
    found_family_refs = ArrayField(FamilyRefField(), default=list)
    level_asked = models.PositiveSmallIntegerField()
    level_granted = models.PositiveSmallIntegerField()
    gate = models.CharField(max_length=20, blank=True)
    outcome = models.CharField(max_length=10)
    obligations = ArrayField(models.CharField(max_length=30), default=list)
    agreement_refs = ArrayField(models.CharField(max_length=60), default=list)
    query_fingerprint = models.CharField(max_length=64, blank=True)
    policy_version = models.CharField(max_length=20)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["family_ref", "at"], name="access_family_at"),
            models.Index(fields=["worker_id", "at"], name="access_worker_at"),
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="never_emptied",
                level=pgtrigger.Statement,
                when=pgtrigger.Before,
                operation=pgtrigger.Truncate,
                func="raise exception 'The access log is never emptied.';",
            ),
        ]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "at": privacy.STAFF,
            "worker_id": privacy.STAFF,
            "role": privacy.STAFF,
            "agency_id": privacy.NOT_PERSONAL,
            "purpose": privacy.STAFF,
            "action": privacy.STAFF,
            "family_ref": privacy.REF,
            "subject_refs": privacy.REF,
            "found_family_refs": privacy.REF,
            "level_asked": privacy.NOT_PERSONAL,
            "level_granted": privacy.NOT_PERSONAL,
            "gate": privacy.ABOUT_A_PERSON,
            "outcome": privacy.NOT_PERSONAL,
            "obligations": privacy.NOT_PERSONAL,
            "agreement_refs": privacy.NOT_PERSONAL,
            "query_fingerprint": privacy.SECRET,
            "policy_version": privacy.NOT_PERSONAL,
        }
