"""A register of open cases that was brought in: which file, and which of its people became whom."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kith.apps.base import privacy
from kith.apps.base.fields import PersonRefField


class CaseImport(models.Model):
    """One file that was brought in, for one agency; it can be taken back whole, while nobody has gone on from it."""

    ref = models.CharField(max_length=20, unique=True)
    agency_id = models.CharField(max_length=40)
    file_sha256 = models.CharField(max_length=64)
    done_at = models.DateTimeField()
    done_by = models.CharField(max_length=100)
    answered_by = models.BigIntegerField()  # the manager in whose name the episodes were opened

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "ref": privacy.NOT_PERSONAL,
            "agency_id": privacy.NOT_PERSONAL,
            "file_sha256": privacy.NOT_PERSONAL,
            "done_at": privacy.STAFF,
            "done_by": privacy.STAFF,
            "answered_by": privacy.STAFF,
        }


class ImportedPerson(models.Model):
    """That a row of the agency's own register is of this person; by it the same row does nothing a second time."""

    case_import = models.ForeignKey(CaseImport, on_delete=models.CASCADE)
    agency_id = models.CharField(max_length=40)
    case_number = models.CharField(max_length=60)
    person_number = models.CharField(max_length=60)
    person_ref = PersonRefField(db_index=True)
    episode_ref = models.CharField(max_length=20, db_index=True)
    is_new = models.BooleanField()  # written down by this import

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency_id", "case_number", "person_number"], name="imported_once"),
        ]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "case_import": privacy.NOT_PERSONAL,
            "agency_id": privacy.ABOUT_A_PERSON,
            "case_number": privacy.IDENTIFIER,
            "person_number": privacy.IDENTIFIER,
            "person_ref": privacy.REF,
            "episode_ref": privacy.REF,
            "is_new": privacy.NOT_PERSONAL,
        }
