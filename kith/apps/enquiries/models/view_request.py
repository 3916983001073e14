"""That whoever was asked about is to be brought into view, because somebody is helping them."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models

from kith.apps.base import privacy


@pghistory.track()
class ViewRequest(models.Model):
    """Names the enquiry and nobody: the job that carries it out finds who was meant, if there is anybody.

    ``done_at`` is set whether or not anybody was found, so that nothing is learnt from it.
    """

    enquiry_ref = models.CharField(max_length=20, unique=True)
    reason = models.TextField()
    asked_by = models.BigIntegerField()
    agency_id = models.CharField(max_length=40)
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "enquiry_ref": privacy.NOT_PERSONAL,
            "reason": privacy.FREE_TEXT,
            "asked_by": privacy.STAFF,
            "agency_id": privacy.NOT_PERSONAL,
            "asked_at": privacy.STAFF,
            "done_at": privacy.NOT_PERSONAL,
        }
