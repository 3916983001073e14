"""What each database role may do with each table: applied after every migration, all that is not listed is taken away.

Letters: r select, a insert, w update, d delete. Nobody but the owner may truncate. The web role reads what pages show
and writes only through actions: what people decide, sessions, sign-in state, and the access log, which it cannot read
back. Which rows of a table a role sees is set by each room's ``row_security.sql``.
"""

from __future__ import annotations

from django.db import connections, transaction

OWNER = "owner"
PRIVILEGES = {"r": "select", "a": "insert", "w": "update", "d": "delete"}

_RUN_TABLES = (
    "people_persondetails", "people_familydetails", "people_familymember", "people_relation", "people_dwelling",
    "people_residence", "people_involvement", "people_fact", "people_outofview", "intake_delivery",
    "intake_agencycurrency",
)  # fmt: skip

WEB = {
    **dict.fromkeys(_RUN_TABLES, "r"),
    "people_person": "r",
    "people_family": "r",
    "intake_run": "r",
    "agencies_agency": "r",
    "agencies_worker": "r",
    "agencies_workerrole": "r",
    "governance_agreement": "raw",
    "governance_relationship": "r",
    "governance_shield": "raw",
    **dict.fromkeys(
        (
            "governance_breakglass",
            "governance_breakglassreview",
            "governance_familyagreement",
            "governance_sharingpreference",
            "governance_sharingdecision",
            "governance_policyversion",
            "governance_hiddenrelation",
        ),
        "raw",
    ),
    **dict.fromkeys(
        (
            "governance_agreementevent",
            "governance_breakglassevent",
            "governance_breakglassreviewevent",
            "governance_familyagreementevent",
            "governance_sharingpreferenceevent",
            "governance_sharingdecisionevent",
            "governance_policyversionevent",
            "governance_hiddenrelationevent",
        ),
        "a",
    ),
    "audit_accessevent": "a",
    "agencies_user": "rw",
    "agencies_user_groups": "r",
    "agencies_user_user_permissions": "r",
    "auth_group": "r",
    "auth_group_permissions": "r",
    "auth_permission": "r",
    "django_content_type": "r",
    "django_migrations": "r",
    "django_session": "rawd",
    "account_emailaddress": "r",
    "account_emailconfirmation": "r",
    "mfa_authenticator": "rawd",
    "axes_accessattempt": "rawd",
    "axes_accessattemptexpiration": "rawd",
    "axes_accessfailurelog": "rawd",
    "axes_accesslog": "rawd",
    "pghistory_context": "raw",
    "procrastinate_jobs": "rawd",
    "procrastinate_events": "rawd",
    "procrastinate_periodic_defers": "rawd",
    "procrastinate_workers": "rawd",
}
LOADER = {
    **dict.fromkeys(_RUN_TABLES, "rad"),
    "people_person": "ra",
    "people_family": "ra",
    "intake_run": "raw",
    "agencies_agency": "raw",
    "agencies_worker": "raw",
    "governance_agreement": "r",
    "governance_relationship": "rad",
    "governance_shield": "rad",
    "django_migrations": "r",
}
AUDIT = {"audit_accessevent": "r", "agencies_agency": "r", "agencies_worker": "r", "intake_run": "r"}
PORTAL: dict[str, str] = {}
PUBLIC: dict[str, str] = {}
GRANTS = {"kith_web": WEB, "kith_loader": LOADER, "kith_audit": AUDIT, "kith_portal": PORTAL, "kith_public": PUBLIC}
# An insert asks for the new row's number back, and for that much the writer must be allowed to read.
COLUMN_GRANTS = {"kith_web": {"audit_accessevent": "id"}}


def apply_grants() -> None:
    """Give each role exactly what is listed, as the owner, in one transaction."""
    connection = connections[OWNER]
    with transaction.atomic(using=OWNER), connection.cursor() as cursor:
        present = set(connection.introspection.table_names(cursor))
        for role, tables in GRANTS.items():
            cursor.execute(f"revoke all on all tables in schema public from {role}")
            cursor.execute(f"grant usage, select on all sequences in schema public to {role}")
            for table, letters in sorted(tables.items()):
                if table in present:
                    cursor.execute(f'grant {", ".join(PRIVILEGES[each] for each in letters)} on "{table}" to {role}')
        for role, columns in COLUMN_GRANTS.items():
            for table, column in columns.items():
                cursor.execute(f'grant select ("{column}") on "{table}" to {role}')
