"""Registers the room with Django."""

from __future__ import annotations

from django.apps import AppConfig


class EnquiriesConfig(AppConfig):
    """Yes-or-no questions between agencies, their answers, and what is owed after them."""

    name = "kith.apps.enquiries"
