"""Why each part of an answer was what it was, and about whom: written by the question, read by the auditor alone."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from kith.apps.base import privacy
from kith.apps.base.fields import PersonRefField

NO_MATCH, NOTHING_HELD = "NO_MATCH", "NOTHING_HELD"


class Cause(models.Model):
    """``cause`` is one of the words above, one of ``rules.enquiries``, or the gate that closed. The web role adds
    rows and reads none.

    The key is made here and not by the database, because an insert that asks for it back would have to be a reading.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    enquiry_ref = models.CharField(max_length=20, db_index=True)
    person_ref = PersonRefField(blank=True, db_index=True)
    is_matched = models.BooleanField(default=False)  # asked about, rather than somebody of their family
    agency_id = models.CharField(max_length=40, blank=True)
    cause = models.CharField(max_length=20)
    at = models.DateTimeField()

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "enquiry_ref": privacy.NOT_PERSONAL,
            "person_ref": privacy.REF,
            "is_matched": privacy.ABOUT_A_PERSON,
            "agency_id": privacy.ABOUT_A_PERSON,
            "cause": privacy.ABOUT_A_PERSON,
            "at": privacy.ABOUT_A_PERSON,
        }
