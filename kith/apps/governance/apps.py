"""Registers the room with Django."""

from __future__ import annotations

from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    """Who may see what, and why: ties, agreements, shields."""

    name = "kith.apps.governance"
