"""Examines an installation, one function per thing, and says how to mend what is wrong."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from kith.project.places import runs_folder, var_folder
from kith.vocabulary.errors import KithError

ENOUGH_DISK = 5 * 2**30
ENOUGH_MEMORY = 3 * 2**30
PIN = re.compile(r"([\w.-]+).*?==([\w.]+)")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True)
class Finding:
    """What one look found; ``mend`` is empty where all is well."""

    about: str
    state: Literal["ok", "note", "wrong"]
    said: str
    mend: str = ""


def examine() -> Iterator[Finding]:
    """Look at everything, in the order in which things are needed; a look that itself fails is a finding."""
    for look in LOOKS:
        try:
            yield look()
        except KithError as error:
            yield Finding(_about(look), "wrong", error.what, f"{error.mend} ({error.code})")
        except Exception as error:
            yield Finding(
                _about(look), "wrong", f"Could not be examined ({type(error).__name__}).", "Run make env again."
            )


def _about(look: Callable[[], Finding]) -> str:
    return look.__name__.removeprefix("_").replace("_", " ")


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    return Finding("python", "ok", version)


def _packages() -> Finding:
    from importlib.metadata import distributions, requires

    have = {package.metadata["Name"].lower(): package.version for package in distributions()}
    pins = [PIN.match(line) for line in requires("kith") or []]
    wrong = [pin[1] for pin in pins if pin and have.get(pin[1].lower()) != pin[2]]
    if wrong:
        return Finding("packages", "wrong", f"Not as pinned: {', '.join(wrong)}.", "Run make env.")
    return Finding("packages", "ok", "as pinned")


def _var_folder() -> Finding:
    folder = var_folder()
    nearest = next(place for place in (folder, *folder.parents) if place.exists())
    if not os.access(nearest, os.W_OK | os.X_OK):
        return Finding(
            "var folder", "wrong", f"{folder} cannot be written.", "Give yourself the folder, or set KITH_VAR."
        )
    secret = folder / "pg" / "cluster.json"
    if secret.exists() and secret.stat().st_mode & 0o077:
        return Finding(
            "var folder", "wrong", f"{secret} holds passwords and others can read it.", f"chmod 600 {secret}"
        )
    return Finding("var folder", "ok", str(folder))


def _disk() -> Finding:
    nearest = next(place for place in (var_folder(), *var_folder().parents) if place.exists())
    free = shutil.disk_usage(nearest).free
    said = f"{free / 2**30:.0f} GB free"
    if free < ENOUGH_DISK:
        return Finding("disk", "note", said, "A run on a whole council needs about 5 GB. Make room, or move KITH_VAR.")
    return Finding("disk", "ok", said)


def _memory() -> Finding:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    said = f"{memory / 2**30:.0f} GB, {os.cpu_count()} cores"
    if memory < ENOUGH_MEMORY:
        return Finding(
            "memory", "note", said, "The engine takes up to 3 GB. Set KITH_ENGINE_MEMORY lower (for instance 1GB)."
        )
    return Finding("memory", "ok", said)


def _database() -> Finding:
    import psycopg

    from kith.project.postgres import remembered_urls
    from kith.project.postgres.binaries import find_binaries, version_of

    urls = remembered_urls()
    if not urls:
        return Finding(
            "database", "note", f"Not set up yet; PostgreSQL {version_of(find_binaries())} is here.", "kith migrate"
        )
    try:
        with psycopg.connect(urls["web"], connect_timeout=5) as database:
            version = database.info.server_version // 10_000
    except psycopg.OperationalError:
        return Finding("database", "note", "Set up, not running.", "Any command that needs it starts it: kith migrate.")
    return Finding("database", "ok", f"PostgreSQL {version} answers")


def _migrations() -> Finding:
    import psycopg

    from kith.project.postgres import is_running, remembered_urls

    if not remembered_urls() or not (is_running() or os.environ.get("DATABASE_URL")):
        return Finding("migrations", "note", "Not examined: the database is not running.", "kith migrate")
    from kith.project.django_side import start_django

    start_django()
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connections["owner"])
        waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except psycopg.Error as error:
        return Finding("migrations", "wrong", f"The database refused ({type(error).__name__}).", "kith migrate")
    return (
        Finding("migrations", "wrong", f"{waiting} are waiting.", "kith migrate")
        if waiting
        else Finding("migrations", "ok", "none waiting")
    )


def _pages() -> Finding:
    from kith.project.build_static import BUILT

    if not (BUILT / "kith.css").exists():
        return Finding("pages", "wrong", "The style sheet has not been made; pages would look bare.", "make static")
    return Finding("pages", "ok", "the style sheet is there")


def _browser() -> Finding:
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if not found:
        return Finding(
            "browser", "note", "No Chromium: browser tests are skipped.", "On Debian: apt-get install chromium"
        )
    return Finding("browser", "ok", found)


def _runs() -> Finding:
    from kith.engine.store import RunsFolder

    runs = RunsFolder(runs_folder(None)).run_ids()
    if not runs:
        return Finding("runs", "note", "No run yet.", "kith demo, or kith run --from FOLDER")
    return Finding("runs", "ok", f"{len(runs)} on disk, newest {runs[-1]}")


LOOKS = (_python, _packages, _var_folder, _disk, _memory, _database, _migrations, _pages, _browser, _runs)
