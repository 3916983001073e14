"""One run of the engine, as the database knows it: which state it is in and who moved it there."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kith.apps.base import privacy

BUILT, CHECKED, LIVE, RETIRED, REFUSED = "BUILT", "CHECKED", "LIVE", "RETIRED", "REFUSED"
STATES = (BUILT, CHECKED, LIVE, RETIRED, REFUSED)
# BUILT is a folder that nobody has loaded; a row is first written as CHECKED or REFUSED.
TRANSITIONS = {
    BUILT: {CHECKED, REFUSED},
    CHECKED: {LIVE},
    LIVE: {RETIRED},
    RETIRED: {LIVE, CHECKED},  # back to CHECKED when it is loaded anew after its rows were forgotten
    REFUSED: {CHECKED, REFUSED},
}


class Run(models.Model):
    """At most one is LIVE: the one that every page reads."""

    ref = models.CharField(max_length=80, unique=True)
    state = models.CharField(max_length=10, choices=[(state, state) for state in STATES])
    folder = models.CharField(max_length=500)
    manifest_sha256 = models.CharField(max_length=64)
    as_at = models.DateField()
    counts = models.JSONField(default=dict)
    matching = models.JSONField(default=dict)  # how good its linkage is, in sentences and counts
    arrivals = models.JSONField(default=list)  # by source: what came, what was late or missing
    difference = models.JSONField(default=dict)  # what it would change on the pages, in counts
    has_rows = models.BooleanField()
    refused_because = models.TextField(blank=True)
    loaded_at = models.DateTimeField()
    loaded_by = models.CharField(max_length=150)
    live_at = models.DateTimeField(null=True)
    live_by = models.CharField(max_length=150, blank=True)
    retired_at = models.DateTimeField(null=True)
    retired_by = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["state"], condition=models.Q(state=LIVE), name="one_live_run"),
        ]

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "id": privacy.NOT_PERSONAL,
            "ref": privacy.NOT_PERSONAL,
            "state": privacy.NOT_PERSONAL,
            "folder": privacy.NOT_PERSONAL,
            "manifest_sha256": privacy.NOT_PERSONAL,
            "as_at": privacy.NOT_PERSONAL,
            "counts": privacy.NOT_PERSONAL,
            "matching": privacy.NOT_PERSONAL,
            "arrivals": privacy.NOT_PERSONAL,
            "difference": privacy.NOT_PERSONAL,
            "has_rows": privacy.NOT_PERSONAL,
            "refused_because": privacy.NOT_PERSONAL,
            "loaded_at": privacy.NOT_PERSONAL,
            "loaded_by": privacy.STAFF,
            "live_at": privacy.NOT_PERSONAL,
            "live_by": privacy.STAFF,
            "retired_at": privacy.NOT_PERSONAL,
            "retired_by": privacy.STAFF,
        }
