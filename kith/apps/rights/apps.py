"""Registers the room with Django."""

from __future__ import annotations

from django.apps import AppConfig


class RightsConfig(AppConfig):
    """What people may ask of what is held about them, and when it is let go."""

    name = "kith.apps.rights"

    def ready(self) -> None:
        """Say what this room holds of people, and what waits for whom."""
        from kith.apps.base import waiting
        from kith.apps.base.hooks import register
        from kith.apps.rights.hooks import HOLDINGS
        from kith.apps.rights.queries import list_waiting

        register(HOLDINGS)
        waiting.register("rights", list_waiting)
