"""Makes Kith's database and its six roles through one address that is allowed to."""

from __future__ import annotations

import secrets
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg
from psycopg import sql

from kith.project.postgres.errors import DatabaseRefusedError

ROLES = {
    "owner": "owns the database and its tables, runs migrations; the web side never connects as it",
    "loader": "puts runs in: bulk actions of the handover and the job worker",
    "web": "what signed-in workers' pages connect as; owns nothing, sees only what row-level security lets it",
    "portal": "what a family's own pages connect as (nothing is granted yet)",
    "public": "what pages without sign-in connect as (nothing is granted yet)",
    "audit": "reads the log and seals it; changes no line",
}
EXTENSIONS = ("btree_gist", "pg_trgm", "fuzzystrmatch", "unaccent")


def role_name(role: str) -> str:
    """Return the name of a role inside PostgreSQL."""
    return f"kith_{role}"


def role_urls(admin_url: str, passwords: dict[str, str], database: str) -> dict[str, str]:
    """Return the address of each role on the same server as ``admin_url``."""
    parts = urlsplit(admin_url)
    host = parts.netloc.rpartition("@")[2]
    return {
        role: urlunsplit(
            parts._replace(netloc=f"{role_name(role)}:{quote(passwords[role])}@{host}", path=f"/{database}")
        )
        for role in ROLES
    }


def make_database(
    admin_url: str, passwords: dict[str, str], database: str, *, owner_makes_databases: bool = False
) -> dict[str, str]:
    """Make what is missing of roles, database and extensions; return the roles' passwords, old ones unchanged."""
    passwords = {role: passwords.get(role) or secrets.token_urlsafe(24) for role in ROLES}
    if _all_there(admin_url, passwords, database):
        return passwords
    try:
        with psycopg.connect(admin_url, autocommit=True, connect_timeout=10) as admin:
            _make_roles(admin, passwords, owner_makes_databases)
            _make_database(admin, database)
        with psycopg.connect(urlunsplit(urlsplit(admin_url)._replace(path=f"/{database}")), autocommit=True) as admin:
            _set_up(admin, database)
    except psycopg.Error as error:
        raise DatabaseRefusedError(
            f"The database server refused ({type(error).__name__}).",
            not_done="The roles and the database were not all made.",
            mend="Check DATABASE_URL: its user must be able to make roles and databases. Or have an administrator run "
            "deploy/roles.sql and name the addresses in KITH_DATABASE_URLS.",
        ) from error
    return passwords


def _all_there(admin_url: str, passwords: dict[str, str], database: str) -> bool:
    """Say whether every role can already connect, so that the second start is quick and changes nothing."""
    try:
        for url in role_urls(admin_url, passwords, database).values():
            psycopg.connect(url, connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True


def _make_roles(admin: psycopg.Connection, passwords: dict[str, str], owner_makes_databases: bool) -> None:
    for role, password in passwords.items():
        name = sql.Identifier(role_name(role))
        if not admin.execute("select 1 from pg_roles where rolname = %s", [role_name(role)]).fetchone():
            admin.execute(sql.SQL("create role {}").format(name))
        admin.execute(
            sql.SQL("alter role {} with login {} nocreaterole password {}").format(
                name,
                sql.SQL("createdb" if owner_makes_databases and role == "owner" else "nocreatedb"),
                sql.Literal(password),
            )
        )
    # Only a member may give a database to the owner, and a server's administrator need not be a superuser.
    admin.execute("grant kith_owner to current_user")


def _make_database(admin: psycopg.Connection, database: str) -> None:
    if not admin.execute("select 1 from pg_database where datname = %s", [database]).fetchone():
        admin.execute(sql.SQL("create database {} owner kith_owner").format(sql.Identifier(database)))


def _set_up(admin: psycopg.Connection, database: str) -> None:
    name = sql.Identifier(database)
    roles = sql.SQL(", ").join(sql.Identifier(role_name(role)) for role in ROLES)
    for extension in EXTENSIONS:
        admin.execute(sql.SQL("create extension if not exists {}").format(sql.Identifier(extension)))
    admin.execute(sql.SQL("revoke all on database {} from public").format(name))
    admin.execute(sql.SQL("grant connect on database {} to {}").format(name, roles))
    admin.execute(sql.SQL("grant temporary on database {} to kith_owner, kith_loader").format(name))
    admin.execute("revoke all on schema public from public")
    admin.execute("grant all on schema public to kith_owner")
    admin.execute(sql.SQL("grant usage on schema public to {}").format(roles))
