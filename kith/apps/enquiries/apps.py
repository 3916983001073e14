"""Registers the room with Django, and what it holds of people with the rights room."""

from __future__ import annotations

from django.apps import AppConfig


class EnquiriesConfig(AppConfig):
    """Yes-or-no questions between agencies, their answers, and what is owed after them."""

    name = "kith.apps.enquiries"

    def ready(self) -> None:
        """Say what this room holds of people, and what waits for whom."""
        from kith.apps.base import waiting
        from kith.apps.base.hooks import register
        from kith.apps.enquiries.hooks import HOLDINGS
        from kith.apps.enquiries.queries import list_waiting

        register(HOLDINGS)
        waiting.register("enquiries", list_waiting)
