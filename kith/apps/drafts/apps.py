"""Registers the room with Django, and what it holds of people with the rights room."""

from __future__ import annotations

from django.apps import AppConfig


class DraftsConfig(AppConfig):
    """What somebody has typed and not sent yet."""

    name = "kith.apps.drafts"

    def ready(self) -> None:
        """Make known what the room holds of people and what waits for a worker in it."""
        from kith.apps.base.hooks import register
        from kith.apps.base.waiting import register as register_waiting
        from kith.apps.drafts.hooks import HOLDINGS
        from kith.apps.drafts.waiting import list_waiting

        register(HOLDINGS)
        register_waiting("drafts", list_waiting)
