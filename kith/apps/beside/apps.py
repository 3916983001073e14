"""Registers the room with Django, and what it holds of people with the rights room."""

from __future__ import annotations

from django.apps import AppConfig


class BesideConfig(AppConfig):
    """Links from other case systems, and what they are shown and sent."""

    name = "kith.apps.beside"

    def ready(self) -> None:
        """Make the room's holdings known."""
        from kith.apps.base.hooks import register
        from kith.apps.beside.hooks import HOLDINGS

        register(HOLDINGS)
