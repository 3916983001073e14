"""Registers the room with Django, and what it holds of people with the rights room."""

from __future__ import annotations

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    """Pages for an agency without an account: one question, one link, once."""

    name = "kith.apps.partners"

    def ready(self) -> None:
        """Make the room's holdings known."""
        from kith.apps.base.hooks import register
        from kith.apps.partners.hooks import HOLDINGS

        register(HOLDINGS)
