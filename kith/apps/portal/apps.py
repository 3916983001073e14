"""Registers the room with Django, and what it holds of people with the rights room."""

from __future__ import annotations

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The family's own pages."""

    name = "kith.apps.portal"

    def ready(self) -> None:
        """Say what this room holds of people, and what waits for whom."""
        from kith.apps.base import waiting
        from kith.apps.base.hooks import register
        from kith.apps.portal.hooks import HOLDINGS
        from kith.apps.portal.queries import list_waiting

        register(HOLDINGS)
        waiting.register("portal", list_waiting)
