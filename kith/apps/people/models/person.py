"""A resolved person, known by a reference alone, so that what people write about them outlives every run."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kith.apps.base import privacy
from kith.apps.base.fields import PersonRefField


class Person(models.Model):
    """Stable across runs; what is known of them stands in ``PersonDetails`` of the live run."""

    ref = PersonRefField(primary_key=True)

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {"ref": privacy.REF}
