"""Registers the room with Django."""

from __future__ import annotations

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """Runs and deliveries: what arrived and which run is live."""

    name = "kith.apps.intake"
