"""Registers the room with Django."""

from __future__ import annotations

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The log of who looked at whom."""

    name = "kith.apps.audit"

    def ready(self) -> None:
        """Say what this room holds of people, and what waits for whom."""
        from kith.apps.audit.hooks import HOLDINGS
        from kith.apps.audit.queries import list_waiting
        from kith.apps.base import waiting
        from kith.apps.base.hooks import register

        register(HOLDINGS)
        waiting.register("audit", list_waiting)
