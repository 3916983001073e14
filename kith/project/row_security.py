"""Sets which rows each database role sees: each room's ``row_security.sql``, applied after every migration."""

from __future__ import annotations

from importlib.resources import files

from django.apps import apps
from django.db import connections, transaction

OWNER = "owner"


def apply_row_security() -> None:
    """Run every room's ``row_security.sql``, from the bottom of the house up, as the owner, in one transaction.

    A file says all that holds for its tables, and may be run again: what it says replaces what it said before.
    """
    with transaction.atomic(using=OWNER), connections[OWNER].cursor() as cursor:
        for room in apps.get_app_configs():
            rules = files(room.name) / "row_security.sql" if room.name.startswith("kith.apps.") else None
            if rules is not None and rules.is_file():
                cursor.execute(rules.read_text(encoding="utf-8"))
