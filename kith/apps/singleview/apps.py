"""Registers the room with Django."""

from __future__ import annotations

from django.apps import AppConfig


class SingleViewConfig(AppConfig):
    """Pages that show one family, and the way to it."""

    name = "kith.apps.singleview"
