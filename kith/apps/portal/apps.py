"""Registers the room with Django."""

from __future__ import annotations

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The family's own pages."""

    name = "kith.apps.portal"
