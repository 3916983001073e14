"""Registers the room with Django, and what it holds of people with the rights room."""

from __future__ import annotations

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """Episodes of help, their levels, who leads them, and handing over."""

    name = "kith.apps.casework"

    def ready(self) -> None:
        """Say what this room holds of people, who leads their help, and what waits for whom."""
        from kith.apps.base import waiting, works_with
        from kith.apps.base.hooks import register
        from kith.apps.casework.drafting import register_forms
        from kith.apps.casework.hooks import HOLDINGS, list_who_leads
        from kith.apps.casework.queries.waiting import list_waiting

        register(HOLDINGS)
        register_forms()
        waiting.register("casework", list_waiting)
        works_with.register("casework", list_who_leads)
