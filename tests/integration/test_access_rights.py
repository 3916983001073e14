"""What the database itself lets each role do: the web role owns nothing and cannot undo or read the log."""

from __future__ import annotations

from typing import Any

import pytest

READ_ONLY = ("people_persondetails", "people_fact", "people_relation", "people_dwelling", "intake_run")

# Keys that only definer functions read, what the engine's side writes as the owner, and what nobody uses.
OWNERS_ALONE = {
    "agencies_workerroleevent",
    "base_movedref",
    "beside_arrival",
    "beside_linkkey",
    "casework_caseimport",
    "casework_importedperson",
    "django_session",
    "governance_keptapart",
    "governance_keptapartevent",
    "kith_context_key",
    "kith_day_shipped",
    "kith_hiding_key",
    "kith_policy_shipped",
    "kith_question_limits",
    "kith_review_secret",
    "matching_followedmerge",
    "matching_followedrun",
    "portal_helpasked",
    "portal_portalsession",
    "socialaccount_socialtoken",
}


def _run(alias: str, sql: str) -> Any:
    from django.db import connections, transaction

    with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall() if cursor.description else None


def _is_denied(alias: str, sql: str) -> bool:
    from django.db.utils import ProgrammingError

    try:
        _run(alias, sql)
    except ProgrammingError as error:
        return "permission denied" in str(error) or "must be owner" in str(error)
    return False


@pytest.mark.parametrize("alias", ["default", "loader", "audit"])
def test_no_role_that_works_is_an_owner_or_passes_row_security(database: None, alias: str) -> None:
    rows = _run(alias, "select rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname = current_user")
    assert rows == [(False, False, False)]
    assert _run(alias, "select count(*) from pg_class where pg_get_userbyid(relowner) = current_user") == [(0,)]


@pytest.mark.parametrize("table", READ_ONLY)
def test_the_web_role_only_reads_what_runs_and_people_decided(database: None, table: str) -> None:
    assert not _is_denied("default", f"select count(*) from {table}")
    for statement in (f"delete from {table}", f"update {table} set id = id", f"truncate {table}"):
        assert _is_denied("default", statement)


def test_the_web_role_adds_to_the_log_and_can_neither_read_change_nor_empty_it(database: None) -> None:
    for statement in (
        "select worker_id from audit_accessevent",
        "update audit_accessevent set gate = ''",
        "delete from audit_accessevent",
        "truncate audit_accessevent",
    ):
        assert _is_denied("default", statement), statement


@pytest.mark.parametrize("statement", ["update audit_accessevent set gate = 'x'", "delete from audit_accessevent"])
def test_even_the_owner_is_stopped_by_the_logs_triggers(world: None, statement: str) -> None:
    from django.db import transaction
    from django.db.utils import Error

    from kith.apps.audit.actions import Line, record_access

    with transaction.atomic():
        record_access(Line("VIEW", None, "MANAGER", "SCH_1", "SUPERVISION", 4, 0, "SHARING", "1"))
    with pytest.raises(Error, match="Cannot update or delete"):
        _run("owner", statement)
    with pytest.raises(Error, match="never emptied"):
        _run("owner", "truncate audit_accessevent")


def test_the_loader_cannot_touch_accounts_agreements_or_the_log(database: None) -> None:
    for statement in (
        "select password from agencies_user",
        "update governance_agreement set max_level = 4",
        "insert into governance_agreement default values",
        "select id from audit_accessevent",
        "delete from intake_run",
        "truncate people_fact",
    ):
        assert _is_denied("loader", statement), statement


def test_no_role_has_more_than_is_listed(database: None) -> None:
    from kith.project.grants import GRANTS, PRIVILEGES

    for role, listed in GRANTS.items():
        rows = _run(
            "owner",
            "select table_name, lower(privilege_type) from information_schema.role_table_grants"
            f" where grantee = '{role}' and table_schema = 'public'",
        )
        allowed = {(table, PRIVILEGES[letter]) for table, letters in listed.items() for letter in letters}
        assert set(rows) == allowed, role


def test_every_table_is_someones_or_stays_the_owners_on_purpose(database: None) -> None:
    """A table that nobody listed can be reached by nobody: adding one means deciding who may."""
    from django.db import connections

    from kith.project.grants import GRANTS

    with connections["owner"].cursor() as cursor:
        present = set(connections["owner"].introspection.table_names(cursor))
    listed = {table for tables in GRANTS.values() for table in tables}
    assert present - listed == OWNERS_ALONE
    assert listed <= present
