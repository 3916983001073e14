"""Brings the database up to date, as its owner."""

from __future__ import annotations

from django.core.management import call_command


def migrate(*, verbosity: int = 0) -> None:
    """Run what migrations are missing; each role's rights are set after them (see ``apps.py``)."""
    call_command("migrate", database="owner", interactive=False, verbosity=verbosity)
