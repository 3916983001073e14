"""Reads who must not be found."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from kith.apps.governance.models import HiddenRelation, Shield
from kith.apps.governance.models.shield import ASSIGNED
from kith.apps.governance.queries.dated import in_force


def list_shielded(person_refs: Iterable[str], on: date) -> frozenset[str]:
    """Return those of ``person_refs`` who must not be found."""
    rows = in_force(Shield.objects.filter(person_ref__in=list(person_refs)), on)
    return frozenset(rows.values_list("person_ref", flat=True))


def list_assigned_shields(on: date) -> frozenset[str]:
    """Return whom people hid, and hide still; for the hand-over to the engine alone."""
    rows = in_force(Shield.objects.using("owner").filter(how_made=ASSIGNED), on)
    return frozenset(rows.values_list("person_ref", flat=True))


def list_hidden_pairs(person_refs: Iterable[str]) -> frozenset[frozenset[str]]:
    """Return the pairs among ``person_refs`` whose relation must not be told."""
    refs = list(person_refs)
    rows = HiddenRelation.objects.filter(Q(one_ref__in=refs) & Q(other_ref__in=refs), ended_at__isnull=True)
    return frozenset(frozenset(pair) for pair in rows.values_list("one_ref", "other_ref"))
