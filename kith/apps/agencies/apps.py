"""Registers the room with Django."""

from __future__ import annotations

from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    """Organisations, their workers, and who may sign in."""

    name = "kith.apps.agencies"
