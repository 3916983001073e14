"""Registers the room with Django, what it holds of people, and what waits for whom."""

from __future__ import annotations

from django.apps import AppConfig


class FrontDoorConfig(AppConfig):
    """Contacts from arrival to answer, and advice that was given without a name."""

    name = "kith.apps.frontdoor"

    def ready(self) -> None:
        """Say what this room holds of people, and what waits for whom."""
        from kith.apps.base import waiting
        from kith.apps.base.hooks import register
        from kith.apps.frontdoor.drafting import register_forms
        from kith.apps.frontdoor.hooks import HOLDINGS
        from kith.apps.frontdoor.queries import list_waiting

        register(HOLDINGS)
        register_forms()
        waiting.register("frontdoor", list_waiting)
