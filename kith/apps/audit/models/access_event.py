"""One line of the access log: who asked for whom, why, on what ground, and what was answered."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from kith.apps.audit.models.kept_whole import kept_whole
from kith.apps.base import privacy
from kith.apps.base.fields import FamilyRefField, PersonRefField


class AccessEvent(models.Model):
    """Append-only, references only, no foreign keys: neither erasure nor a worker's leaving can break the log.

    The database itself stamps each line with its transaction, its epoch and the time (``row_security.sql``): no role
    that adds lines may write those columns, and it adds them by ``append_line.sql``, never through this model.
    """

    at = models.DateTimeField(auto_now_add=True)
    tx = models.BigIntegerField(default=0)
    epoch = models.PositiveIntegerField(default=1)
    worker_id = models.BigIntegerField(null=True)
    on_behalf_of = PersonRefField(blank=True)
    role = models.CharField(max_length=30, blank=True)
    agency_id = models.CharField(max_length=40, blank=True)
    session_ref = models.CharField(max_length=64, blank=True)
    signed_in_by = models.CharField(max_length=40, blank=True)
    has_second_factor = models.BooleanField(default=False)
    ip_hash = models.CharField(max_length=64, blank=True)
    device_hash = models.CharField(max_length=64, blank=True)
    purpose = models.CharField(max_length=30, blank=True)
    action = models.CharField(max_length=20)
    family_ref = FamilyRefField(blank=True)
    subject_refs = ArrayField(PersonRefField(), default=list)
    found_family_refs = ArrayField(FamilyRefField(), default=list)
    shown = ArrayField(models.CharField(max_length=80), default=list)  # "P-ELLA|HEALTH|3|12": see ``audit.shown``
    categories = ArrayField(models.CharField(max_length=40), default=list)
    rows_shown = models.PositiveIntegerField(default=0)
    level_asked = models.PositiveSmallIntegerField()
    level_granted = models.PositiveSmallIntegerField()
    gate = models.CharField(max_length=20, blank=True)
    outcome = models.CharField(max_length=10)
    tie_kind = models.CharField(max_length=20, blank=True)
    basis = models.CharField(max_length=40, blank=True)
    obligations = ArrayField(models.CharField(max_length=30), default=list)
    agreement_refs = ArrayField(models.CharField(max_length=60), default=list)
    preference_refs = ArrayField(models.CharField(max_length=60), default=list)
    break_glass_ref = models.CharField(max_length=20, blank=True)
    enquiry_ref = models.CharField(max_length=20, blank=True)
    reason_given = models.BooleanField(default=False)
    query_fingerprint = models.CharField(max_length=64, blank=True)
    policy_version = models.CharField(max_length=20)
    is_family_visible = models.BooleanField(default=True)
    withheld_code = models.CharField(max_length=30, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["family_ref", "at"], name="access_family_at"),
            models.Index(fields=["worker_id", "at"], name="access_worker_at"),
            models.Index(fields=["epoch", "tx"], name="access_epoch_tx"),
            GinIndex(fields=["subject_refs"], name="access_subjects"),
        ]
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="append_only",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                # Only kith_dispose_of_log (row_security.sql) says that it is disposing, for its own transaction.
                func="""
                    if tg_op = 'DELETE'
                       and current_setting('kith.disposing', true) = pg_current_xact_id()::text then
                        return old;
                    end if;
                    raise exception 'Cannot update or delete lines of the access log.';
                """,
            ),
            *kept_whole("lines", is_append_only=False),
        ]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "at": privacy.STAFF,
            "tx": privacy.NOT_PERSONAL,
            "epoch": privacy.NOT_PERSONAL,
            "worker_id": privacy.STAFF,
            "on_behalf_of": privacy.REF,
            "role": privacy.STAFF,
            "agency_id": privacy.NOT_PERSONAL,
            "session_ref": privacy.SECRET,
            "signed_in_by": privacy.STAFF,
            "has_second_factor": privacy.STAFF,
            "ip_hash": privacy.SECRET,
            "device_hash": privacy.SECRET,
            "purpose": privacy.STAFF,
            "action": privacy.STAFF,
            "family_ref": privacy.REF,
            "subject_refs": privacy.REF,
            "found_family_refs": privacy.REF,
            "shown": privacy.REF,
            "categories": privacy.ABOUT_A_PERSON,
            "rows_shown": privacy.NOT_PERSONAL,
            "level_asked": privacy.NOT_PERSONAL,
            "level_granted": privacy.NOT_PERSONAL,
            "gate": privacy.ABOUT_A_PERSON,
            "outcome": privacy.NOT_PERSONAL,
            "tie_kind": privacy.STAFF,
            "basis": privacy.NOT_PERSONAL,
            "obligations": privacy.NOT_PERSONAL,
            "agreement_refs": privacy.NOT_PERSONAL,
            "preference_refs": privacy.REF,
            "break_glass_ref": privacy.STAFF,
            "enquiry_ref": privacy.STAFF,
            "reason_given": privacy.STAFF,
            "query_fingerprint": privacy.SECRET,
            "policy_version": privacy.NOT_PERSONAL,
            "is_family_visible": privacy.ABOUT_A_PERSON,
            "withheld_code": privacy.ABOUT_A_PERSON,
        }
