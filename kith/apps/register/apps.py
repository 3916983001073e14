"""Registers the room with Django, and what it holds of people with the rights room."""

from __future__ import annotations

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    """People and families whom a worker wrote down."""

    name = "kith.apps.register"

    def ready(self) -> None:
        """Make the room's holdings known."""
        from kith.apps.base import written_down
        from kith.apps.base.hooks import register
        from kith.apps.register.hooks import HOLDINGS
        from kith.apps.register.queries.members import find_written, list_written

        register(HOLDINGS)
        written_down.register(list_written, find_written)
