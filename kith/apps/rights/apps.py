"""Registers the room with Django."""

from __future__ import annotations

from django.apps import AppConfig


class RightsConfig(AppConfig):
    """What people may ask of what is held about them, and when it is let go."""

    name = "kith.apps.rights"
