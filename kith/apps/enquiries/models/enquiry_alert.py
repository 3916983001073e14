"""That a question may have been asked for the wrong reason: for the asker's privacy officer, never for the asker."""

from __future__ import annotations

import uuid
from typing import ClassVar

import pghistory
from django.db import models

from kith.apps.base import privacy

OWN_SURNAME, COLLEAGUE, MISSES_THEN_HIT, DAY_LIMIT = "OWN_SURNAME", "COLLEAGUE", "MISSES_THEN_HIT", "DAY_LIMIT"
KINDS = (OWN_SURNAME, COLLEAGUE, MISSES_THEN_HIT, DAY_LIMIT)


@pghistory.track()
class EnquiryAlert(models.Model):
    """Carries references only: whoever looks into it asks the worker."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in KINDS])
    worker_id = models.BigIntegerField()
    agency_id = models.CharField(max_length=40, db_index=True)
    enquiry_ref = models.CharField(max_length=20, blank=True)
    at = models.DateTimeField()
    looked_into = models.TextField(blank=True)
    looked_into_at = models.DateTimeField(null=True)
    looked_into_by = models.BigIntegerField(null=True)

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "kind": privacy.STAFF,
            "worker_id": privacy.STAFF,
            "agency_id": privacy.NOT_PERSONAL,
            "enquiry_ref": privacy.NOT_PERSONAL,
            "at": privacy.STAFF,
            "looked_into": privacy.STAFF,
            "looked_into_at": privacy.STAFF,
            "looked_into_by": privacy.STAFF,
        }
