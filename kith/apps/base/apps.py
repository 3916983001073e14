"""Registers the room with Django."""

from __future__ import annotations

from django.apps import AppConfig


class BaseConfig(AppConfig):
    """What every room stands on: reference fields, privacy labels, the clock."""

    name = "kith.apps.base"
