"""A family, known by a reference alone, so that what people write about it outlives every run."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kith.apps.base import privacy
from kith.apps.base.fields import FamilyRefField


class Family(models.Model):
    """Stable across runs; its name and members stand in the live run."""

    ref = FamilyRefField(primary_key=True)

    class Privacy:
        """What each field holds."""

        fields: ClassVar = {"ref": privacy.REF}
