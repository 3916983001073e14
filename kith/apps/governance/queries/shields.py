"""Reads who must not be found."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from kith.apps.governance.models import Shield
from kith.apps.governance.queries.dated import in_force


def list_shielded(person_refs: Iterable[str], on: date) -> frozenset[str]:
    """Return those of ``person_refs`` who must not be found."""
    rows = in_force(Shield.objects.filter(person_ref__in=list(person_refs)), on)
    return frozenset(rows.values_list("person_ref", flat=True))
