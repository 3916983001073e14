"""Sets which rows each database role sees: each room's ``row_security*.sql``, applied after every migration."""

from __future__ import annotations

import os
from pathlib import Path

from django.apps import apps
from django.db import connections, transaction

from kith.apps.governance.policy_data import ship_policy

OWNER = "owner"
# PostgreSQL lets everybody run a new function. The pages of families and of single-use links connect as roles that run
# what their own rooms grant them and no other, or they could begin as any worker.
_FOR_WORKING_ROLES = """
do $$
declare
    one record;
begin
    for one in
        select oid::regprocedure as name from pg_proc
        where pronamespace = 'public'::regnamespace and proname like 'kith\\_%' and prorettype <> 'trigger'::regtype
          and exists (select from aclexplode(coalesce(proacl, acldefault('f', proowner))) where grantee = 0)
    loop
        execute format('revoke all on routine %s from public', one.name);
        execute format('grant execute on routine %s to kith_web, kith_loader, kith_audit', one.name);
    end loop;
end $$;
grant execute on function kith_context() to kith_portal;
"""


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
        cursor.execute("delete from kith_day_shipped")
        cursor.execute("insert into kith_day_shipped (is_made_up) values (%s)", [bool(os.environ.get("KITH_TODAY"))])
        cursor.execute(_FOR_WORKING_ROLES)
