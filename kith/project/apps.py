"""Registers the project with Django, so that each role's rights are set anew after every migration, whoever runs it."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class ProjectConfig(AppConfig):
    """The whole site."""

    name = "kith.project"

    def ready(self) -> None:
        """Ask to be told when the last of our rooms with tables has been migrated."""
        post_migrate.connect(_set_rights, sender=apps.get_app_config("people"), dispatch_uid="kith_grants")


def _set_rights(using: str, **_: Any) -> None:
    from kith.project.grants import OWNER, apply_grants

    if using == OWNER:
        apply_grants()
