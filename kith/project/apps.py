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
        ours = [room for room in apps.get_app_configs() if room.name.startswith("kith.apps.") and room.models_module]
        post_migrate.connect(_set_rights, sender=ours[-1], dispatch_uid="kith_grants")


def _set_rights(using: str, **_: Any) -> None:
    from django.core.management import call_command

    from kith.project.grants import OWNER, apply_grants
    from kith.project.row_security import apply_row_security

    if using == OWNER:
        call_command("createcachetable", database=OWNER, verbosity=0)
        apply_grants()
        apply_row_security()
