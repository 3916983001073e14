"""A worker as their own agency lists them, stable across runs, and the account they sign in with."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from kith.apps.agencies.models.agency import Agency
from kith.apps.base import privacy


class Worker(models.Model):
    """Known by agency and staff identifier together, never by name."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    staff_id = models.CharField(max_length=60)
    name = models.CharField(max_length=200, blank=True)
    job_title = models.CharField(max_length=200, blank=True)
    team = models.CharField(max_length=200, blank=True)
    email = models.CharField(max_length=254, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    clearance = models.PositiveSmallIntegerField(null=True)  # empty: the clearance of their role
    is_shield_cleared = models.BooleanField(default=False)
    trained_until = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency", "staff_id"], name="worker_agency_staff_id"),
            models.CheckConstraint(condition=models.Q(clearance__lte=3), name="worker_clearance_0_to_3"),
        ]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "agency": privacy.STAFF,
            "staff_id": privacy.STAFF,
            "name": privacy.STAFF,
            "job_title": privacy.STAFF,
            "team": privacy.STAFF,
            "email": privacy.STAFF,
            "phone": privacy.STAFF,
            "user": privacy.STAFF,
            "clearance": privacy.STAFF,
            "is_shield_cleared": privacy.STAFF,
            "trained_until": privacy.STAFF,
        }
