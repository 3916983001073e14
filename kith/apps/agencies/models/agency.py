"""An organisation that knows or helps people; each school is one."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kith.apps.base import privacy


class Agency(models.Model):
    """Stable across runs, by the council's own code."""

    agency_id = models.CharField(max_length=40, primary_key=True)
    kind = models.CharField(max_length=1)
    name = models.CharField(max_length=200)
    # Who speaks when a safeguarding question cannot be answered on the page; a number in Worker, which points here.
    safeguarding_lead_id = models.BigIntegerField(null=True)

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "agency_id": privacy.NOT_PERSONAL,
            "kind": privacy.NOT_PERSONAL,
            "name": privacy.NOT_PERSONAL,
            "safeguarding_lead_id": privacy.STAFF,
        }
