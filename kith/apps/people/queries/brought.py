"""Reads who was brought into view; for the handover and its jobs, never for a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kith.apps.people.models import BroughtIntoView, PersonDetails

LOADER = "loader"


@dataclass(frozen=True)
class Brought:
    """Somebody who was brought into view, and until when the reason holds."""

    person_ref: str
    until: date


def list_brought(on: date) -> tuple[Brought, ...]:
    """Return everybody whose reason holds on ``on``, each once."""
    rows = BroughtIntoView.objects.using(LOADER).filter(until__gt=on).order_by("person_ref", "-until")
    return tuple(Brought(row.person_ref, row.until) for row in rows.distinct("person_ref"))


def list_not_in_view(person_refs: list[str], run_key: int) -> list[str]:
    """Return those of whom the run shows no name, in order."""
    seen = PersonDetails.objects.using(LOADER).filter(run_id=run_key, person_ref__in=person_refs)
    return sorted(set(person_refs) - set(seen.values_list("person_ref", flat=True)))
