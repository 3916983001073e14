"""Row-level security holds by itself: on every table with personal data, for every connection, whatever it sets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.builders.small_world import MARLOWES

Make = Callable[..., Any]
SUPPORT = "EARLY_HELP_SUPPORT"
# Tables whose fields are personal and that no policy of ours guards, each for its reason.
EXEMPT = {
    "mfa_authenticator": "a worker's own second factor, read before anybody is signed in",
}
PLAIN = {"NOT_PERSONAL", "SECRET", "STAFF"}


def _personal_tables() -> dict[str, type]:
    """Return the tables that hold anything personal, with those of their history."""
    from django.apps import apps

    found = {}
    for model in apps.get_models():
        labelled = getattr(model, "pgh_tracked_model", None) or model
        labels = getattr(getattr(labelled, "Privacy", None), "fields", {})
        if set(labels.values()) - PLAIN:
            found[model._meta.db_table] = model
    return found


def _owner(sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute(sql, parameters or None)
        return list(cursor.fetchall()) if cursor.description else []


def _begin(cursor: Any, worker: Any, purpose: str = SUPPORT, scope: str = "FAMILY", family_ref: str = MARLOWES) -> None:
    from kith.apps.base.clock import today

    cursor.execute(
        "select kith_begin(%s, %s, %s, true, %s, %s, %s)",
        [worker.worker_id, purpose, today(), worker.session_ref, scope, family_ref],
    )


def _count(cursor: Any, table: str = "people_persondetails") -> int:
    cursor.execute(f"select count(*) from {table}")
    return int(cursor.fetchone()[0])


def _readable() -> Iterator[str]:
    from kith.project.grants import WEB

    yield from sorted(table for table in _personal_tables() if "r" in WEB.get(table, "") and table not in EXEMPT)


def test_every_table_with_personal_data_is_forced_and_open_to_nobody_at_large(database: None) -> None:
    tables = sorted(set(_personal_tables()) - set(EXEMPT))
    assert len(tables) > 25
    forced = dict(
        _owner("select relname, relrowsecurity and relforcerowsecurity from pg_class where relname = any(%s)", tables)
    )
    assert [table for table in tables if not forced.get(table)] == []
    at_large = _owner("select tablename, policyname from pg_policies where 'public' = any(roles)")
    assert at_large == []


def test_no_working_role_is_above_the_policies(database: None) -> None:
    rows = _owner(
        "select rolname, rolsuper, rolbypassrls, rolcreaterole,"
        " exists (select from pg_class where relowner = role.oid),"
        " exists (select from pg_proc where proowner = role.oid),"
        " exists (select from pg_auth_members where member = role.oid)"
        " from pg_roles role where rolname = any(%s)",
        [f"kith_{role}" for role in ("web", "loader", "portal", "public", "audit")],
    )
    assert len(rows) == 5
    assert [row for row in rows if any(row[1:])] == []
    truncating = _owner(
        "select grantee, table_name from information_schema.role_table_grants"
        " where privilege_type in ('TRUNCATE', 'TRIGGER', 'REFERENCES') and grantee like 'kith\\_%%'"
        " and grantee not in ('kith_owner', 'kith_admin')"
    )
    assert truncating == []


def test_what_sets_the_context_is_not_for_the_web(database: None) -> None:
    """Whatever a page's connection may call, it can neither seal a context nor read the key, nor run as it pleases."""
    from django.db import connection, transaction
    from django.db.utils import ProgrammingError

    for call in (
        "select * from kith_context_key",
        "select * from kith_policy_shipped",
        "select kith_seal_of('x')",
        "select kith_set_context('{}')",
        "select kith_set_seal('people', '{}')",
        "call kith_put_set('people', '{P-ELLA}')",
        "call kith_guard('people_fact')",
        "alter table people_fact disable row level security",
        "truncate people_fact",
        "set role kith_owner",
        "set session authorization kith_owner",
    ):
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(call)


def test_without_a_context_no_row_of_anybody_is_seen(worker_of: Make) -> None:
    from django.db import connection, transaction

    worker_of("SCH_1", "S1", "LEAD_WORKER")
    with transaction.atomic(), connection.cursor() as cursor:
        assert {table: count for table in _readable() if (count := _count(cursor, table))} == {}


def test_a_context_ends_with_its_transaction(worker_of: Make) -> None:
    from django.db import connection, transaction

    worker = worker_of("SCH_1", "S1", "LEAD_WORKER")
    with transaction.atomic(), connection.cursor() as cursor:
        _begin(cursor, worker)
        assert _count(cursor) == 8
        kept = _settings(cursor)
    with transaction.atomic(), connection.cursor() as cursor:
        assert {table: count for table in _readable() if (count := _count(cursor, table))} == {}
        for name, value in kept.items():  # the very same settings, put back in another transaction
            cursor.execute("select set_config(%s, %s, true)", [name, value])
        assert _count(cursor) == 0


@pytest.mark.parametrize("scope", ["FAMILY", "SEARCH", "DESK"])
def test_what_a_page_sets_itself_opens_nothing(worker_of: Make, scope: str) -> None:
    """Neither a made-up context, nor a set of one's own, nor the sets of one context under another."""
    from django.db import connection, transaction

    worker = worker_of("SCH_1", "S1", "LEAD_WORKER")
    other = worker_of("HARBOUR_DADS", "V1", "PRACTITIONER")
    with transaction.atomic(), connection.cursor() as cursor:
        _begin(cursor, worker)
        good = _settings(cursor)
        _begin(cursor, other, family_ref="F-PLAIN01", scope=scope)
        before = _count(cursor, "people_fact")
        for name, value in good.items():
            if name != "kith.context":
                cursor.execute("select set_config(%s, %s, true)", [name, value])
        assert _count(cursor, "people_fact") == before == 0
        cursor.execute("select set_config('kith.context', %s, true)", ["0" * 64 + '{"worker_id": 1, "run": 1}'])
        cursor.execute("select set_config('kith.set_people', %s, true)", ["0" * 64 + "{P-ELLA,P-DAWN}"])
        assert {table: count for table in _readable() if (count := _count(cursor, table))} == {}


def test_a_savepoint_that_is_undone_takes_its_context_with_it(worker_of: Make) -> None:
    """Set in a savepoint that is kept, a context stays; undone, what was before it counts again."""
    from django.db import connection, transaction

    worker = worker_of("SCH_1", "S1", "LEAD_WORKER")
    with transaction.atomic(), connection.cursor() as cursor:
        _begin(cursor, worker, scope="DESK")
        kept = transaction.savepoint()
        _begin(cursor, worker)
        assert _count(cursor) == 8
        transaction.savepoint_rollback(kept)
        assert _count(cursor) == 0
        with transaction.atomic():
            _begin(cursor, worker)
        assert _count(cursor) == 8
        _begin(cursor, worker, scope="DESK")
        assert _count(cursor) == 0


def test_agreements_end_at_midnight_in_the_database_too(worker_of: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import connection, transaction

    worker = worker_of("HARBOUR_DADS", "V1", "PRACTITIONER")
    seen = {}
    for day in ("2027-03-30", "2027-03-31"):
        monkeypatch.setenv("KITH_TODAY", day)
        with transaction.atomic(), connection.cursor() as cursor:
            _begin(cursor, worker)
            seen[day] = _count(cursor) > 0
    assert seen == {"2027-03-30": True, "2027-03-31": False}


def test_rows_of_a_run_that_is_not_live_are_not_seen(worker_of: Make) -> None:
    from django.db import connection, transaction

    worker = worker_of("SCH_1", "S1", "LEAD_WORKER")
    _owner("update intake_run set state = 'RETIRED'")
    with transaction.atomic(), connection.cursor() as cursor:
        _begin(cursor, worker)
        assert _count(cursor) == 0


def test_the_door_and_the_database_are_each_enough(worker_of: Make) -> None:
    """Somebody who gets past the door's decision still gets no row that the rule does not let through."""
    from django.db import connection, transaction

    stranger = worker_of("SCH_1", "S2", "PRACTITIONER")
    with transaction.atomic(), connection.cursor() as cursor:
        _begin(cursor, stranger)
        assert _count(cursor) == 0
        assert _count(cursor, "people_fact") == 0


def _settings(cursor: Any) -> dict[str, str]:
    names = ("context", "set_people", "set_people_2", "set_people_3", "set_pairs_3", "set_memberships", "set_families")
    found = {}
    for name in names:
        cursor.execute("select current_setting(%s, true)", [f"kith.{name}"])
        found[f"kith.{name}"] = cursor.fetchone()[0]
    return found
