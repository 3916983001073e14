"""The erasure ledger: what has gone and must not come back with a restore, an old run or a new delivery."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from kith.apps.base import privacy
from kith.apps.base.fields import PersonRefField


class Erasure(models.Model):
    """References and keys only, no names. WHOLE: everything of the person; FACTS: the facts with these keys.

    ``record_keys`` (the agencies' records that were this person) are found in the live run when the ledger is handed
    to the engine, which leaves them out of every run from then on.
    """

    ref = models.CharField(max_length=20, primary_key=True)
    person_ref = PersonRefField(db_index=True)
    scope = models.CharField(max_length=5, choices=[("WHOLE", "WHOLE"), ("FACTS", "FACTS")])
    fact_keys = ArrayField(models.CharField(max_length=200), default=list)
    record_keys = ArrayField(models.CharField(max_length=200), default=list)
    because = models.CharField(max_length=20)  # the request's or the disposal list's reference
    rows = models.PositiveIntegerField()
    erased_at = models.DateTimeField()
    replayed_at = models.DateTimeField(null=True)

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {
            "ref": privacy.NOT_PERSONAL,
            "person_ref": privacy.REF,
            "scope": privacy.NOT_PERSONAL,
            "fact_keys": privacy.REF,
            "record_keys": privacy.REF,
            "because": privacy.NOT_PERSONAL,
            "rows": privacy.NOT_PERSONAL,
            "erased_at": privacy.NOT_PERSONAL,
            "replayed_at": privacy.NOT_PERSONAL,
        }
