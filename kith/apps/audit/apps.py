"""Registers the room with Django."""

from __future__ import annotations

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The log of who looked at whom."""

    name = "kith.apps.audit"
