"""Registers the room with Django."""

from __future__ import annotations

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """Runs and deliveries: what arrived and which run is live."""

    name = "kith.apps.intake"

    def ready(self) -> None:
        """Say to the room below how the newest arrivals are read."""
        from kith.apps.governance.queries.agreement_pages import register_arrivals
        from kith.apps.intake.queries import find_arrivals

        register_arrivals(find_arrivals)
