"""Registers the room with Django, and what it holds of people with the rights room."""

from __future__ import annotations

from django.apps import AppConfig


class MatchingConfig(AppConfig):
    """Pairs of records that people settle, and people who are taken apart."""

    name = "kith.apps.matching"

    def ready(self) -> None:
        """Say what this room holds of people, and what waits for whom."""
        from kith.apps.base import waiting
        from kith.apps.base.hooks import register
        from kith.apps.matching.hooks import HOLDINGS
        from kith.apps.matching.queries.waiting import list_waiting

        register(HOLDINGS)
        waiting.register("matching", list_waiting)
