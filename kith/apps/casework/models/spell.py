"""What every dated row of an episode has in common: from when to when, and that it does not end before it begins."""

from __future__ import annotations

from django.contrib.postgres.fields import DateRangeField
from django.db.models import CheckConstraint, F, Func, Q

DAYS = Func(F("valid_from"), F("valid_to"), function="daterange", output_field=DateRangeField())


def ends_after_it_begins(name: str) -> CheckConstraint:
    """Return the rule that a spell may end on the day it began, and not before."""
    return CheckConstraint(condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name=name)
