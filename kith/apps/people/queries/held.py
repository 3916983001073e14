"""Says whose record Kith still has, for what may not outlive it: as a job, never for a page."""

from __future__ import annotations

from kith.apps.people.models import Person

LOADER = "loader"


def list_held_refs() -> tuple[str, ...]:
    """Return the reference of everybody whom Kith holds by name."""
    return tuple(Person.objects.using(LOADER).values_list("ref", flat=True))
