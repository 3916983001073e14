"""Registers the room with Django."""

from __future__ import annotations

from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    """Who may see what, and why: ties, agreements, shields."""

    name = "kith.apps.governance"

    def ready(self) -> None:
        """Say what this room holds of people, and what waits for whom."""
        from kith.apps.base import waiting
        from kith.apps.base.hooks import register
        from kith.apps.governance.hooks import HOLDINGS
        from kith.apps.governance.waiting import list_waiting

        register(HOLDINGS)
        waiting.register("governance", list_waiting)
