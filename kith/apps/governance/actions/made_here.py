"""Takes away the ties of episodes that were brought in by mistake: as though they had never been."""

from __future__ import annotations

from collections.abc import Collection

from kith.apps.governance.models import Relationship
from kith.apps.governance.models.relationship import EPISODE


def drop_ties_about(about_refs: Collection[str], *, alias: str, by: str) -> int:
    """Delete the ties that these episodes made, in the caller's transaction; return how many there were."""
    return Relationship.objects.using(alias).filter(how_made=EPISODE, about_ref__in=about_refs).delete()[0]
