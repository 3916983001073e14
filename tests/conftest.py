"""What every test stands on: a throw-away PostgreSQL of its own, the frozen day, and no network beyond this machine."""

from __future__ import annotations

import os
import shutil
import socket
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# A busy machine is no fault of the code: properties are never timed.
settings.register_profile("kith", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("kith")

# Set before anything imports the settings: each test process has its own var folder, and so its own database server.
VAR = Path(tempfile.gettempdir()) / f"kith-tests-{os.getpid()}"
os.environ["KITH_VAR"] = str(VAR)
os.environ.setdefault("KITH_TODAY", "2026-11-20")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kith.project.settings")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
for name in ("DATABASE_URL", "KITH_DATABASE_URLS"):
    os.environ.pop(name, None)

LOOPBACK = ("127.", "::1", "localhost", "0.0.0.0")


def pytest_configure(config: pytest.Config) -> None:
    """Clear away what test processes that were killed left behind, and set Django up (pytest-django does the rest)."""
    import django

    (VAR / "static").mkdir(parents=True)
    django.setup()
    for left in Path(tempfile.gettempdir()).glob("kith-tests-*"):
        if not _lives(int(left.name.rpartition("-")[2])):
            _remove(left)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop this process's database server and delete its data."""
    if VAR.exists():
        _remove(VAR)


@pytest.fixture(scope="session")
def database_urls() -> dict[str, str]:
    """Addresses of each database role on this process's own throw-away server, started when first asked for."""
    from kith.project.postgres import ensure_running

    return ensure_running(VAR, throw_away=True, own=True)


@pytest.fixture(scope="session")
def django_db_setup(database_urls: dict[str, str], django_db_blocker: Any) -> None:
    """Point every database alias at this process's server and migrate it; all of it is thrown away afterwards."""
    from django.conf import settings
    from django.db import connections
    from psycopg.conninfo import conninfo_to_dict

    from kith.project.migrate import migrate

    for alias, role in settings.DATABASE_ROLES.items():
        parts = conninfo_to_dict(database_urls[role])
        connections.settings[alias].update(
            NAME=parts["dbname"], USER=parts["user"], PASSWORD=parts["password"], HOST=parts["host"], PORT=parts["port"]
        )
    with django_db_blocker.unblock():
        migrate()


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that reaches for a machine other than this one fails."""
    connect = socket.socket.connect

    def only_here(self: socket.socket, address: object) -> None:
        if self.family != socket.AF_UNIX and not str(address[0]).startswith(LOOPBACK):  # type: ignore[index]
            raise AssertionError("A test reached for the network.")
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", only_here)


@pytest.fixture
def shared() -> Path:
    """The founders' reference folder beside the checkout; the test is skipped where it is absent."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    if not folder.exists():
        pytest.skip("the folder ../shared (reference material, not part of the product) is not here")
    return folder


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _remove(folder: Path) -> None:
    from kith.project.postgres import remove

    remove(folder)
    shutil.rmtree(folder, ignore_errors=True)
