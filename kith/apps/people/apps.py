"""Registers the room with Django."""

from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """People and families in view, as the live run knows them."""

    name = "kith.apps.people"

    def ready(self) -> None:
        """Say what this room holds of people."""
        from kith.apps.base.hooks import register
        from kith.apps.people.hooks import HOLDINGS

        register(HOLDINGS)
