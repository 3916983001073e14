"""Starts the web side inside a command: the database first, then Django's settings, which read its addresses."""

from __future__ import annotations

import os

from kith.project.places import var_folder


def start_django() -> None:
    """Find or start the database and set Django up; safe to call twice."""
    import django

    from kith.project.postgres import ensure_running

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kith.project.settings")
    ensure_running()
    make_static_folder()
    django.setup()


def make_static_folder() -> None:
    """Make the folder that collected static files may lie in; whitenoise warns where it is missing."""
    (var_folder() / "static").mkdir(parents=True, exist_ok=True)
