"""Registers the room with Django."""

from __future__ import annotations

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    """Pages for an agency without an account: one question, one link, once."""

    name = "kith.apps.partners"
