"""Django's own commands, with the database found or started first: ``python -m kith.project.manage ...``."""

from __future__ import annotations

import os
import sys


def main(arguments: list[str] | None = None) -> None:
    """Run one of Django's commands."""
    from django.core.management import execute_from_command_line

    from kith.project.postgres import ensure_running

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kith.project.settings")
    ensure_running()
    execute_from_command_line(arguments or sys.argv)


if __name__ == "__main__":
    main()
