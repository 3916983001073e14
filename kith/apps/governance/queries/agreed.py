"""Reads who agreed to what is known of them being shared, under agreements that rest on it."""

from __future__ import annotations

from collections.abc import Iterable

from kith.apps.governance.models import SharingPreference
from kith.rules.sharing import has_agreed


def list_agreed(person_refs: Iterable[str], agreement_refs: Iterable[str]) -> frozenset[tuple[str, str]]:
    """Return the pairs of person and agreement where what was said comes to a yes."""
    rows = SharingPreference.objects.filter(
        person_ref__in=list(person_refs), agreement_ref__in=list(agreement_refs), ended_at__isnull=True
    )
    said: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in rows:
        said.setdefault((row.person_ref, row.agreement_ref), []).append((row.voice, row.answer))
    return frozenset(pair for pair, voices in said.items() if has_agreed(voices))
