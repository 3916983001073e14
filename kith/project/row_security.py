"""Sets which rows each database role sees: each room's ``row_security*.sql``, applied after every migration."""

from __future__ import annotations

from pathlib import Path

from django.apps import apps
from django.db import connections, transaction

from kith.apps.governance.policy_data import ship_policy

OWNER = "owner"


def apply_row_security() -> None:
    """Run every room's ``row_security.sql`` and what adds to it, from the bottom of the house up, in one transaction.

    A file says all that holds for its tables, and may be run again: what it says replaces what it said before.
    """
    with transaction.atomic(using=OWNER), connections[OWNER].cursor() as cursor:
        for room in apps.get_app_configs():
            if room.name.startswith("kith.apps."):
                for rules in sorted(Path(room.path).glob("row_security*.sql")):
                    cursor.execute(rules.read_text(encoding="utf-8"))
        ship_policy(cursor)
