"""Registers the room with Django."""

from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """People and families in view, as the live run knows them."""

    name = "kith.apps.people"
