"""An empty database for each test that asks, and the small world taken in through the real handover."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.builders.published_run import write_run
from tests.builders.small_world import small_world

OURS = (
    "people_", "intake_", "agencies_", "governance_", "audit_", "axes_", "mfa_", "django_session", "account_",
    "enquiries_", "frontdoor_", "matching_", "partners_", "portal_", "rights_", "drafts_", "register_", "casework_",
    "beside_",
)  # fmt: skip


def empty_database() -> None:
    """Empty every table of ours, whatever its triggers say."""
    from django.db import connections

    owner = connections["owner"]
    with owner.cursor() as cursor:
        tables = [name for name in owner.introspection.table_names(cursor) if name.startswith(OURS)]
        kept = [name for name in tables if name.startswith("audit_")]
        cursor.execute(";".join(f"alter table {name} disable trigger user" for name in kept))
        cursor.execute(f"truncate {', '.join(tables)} restart identity cascade")
        cursor.execute(";".join(f"alter table {name} enable trigger user" for name in kept))


@pytest.fixture
def database(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Let the test use the database, emptied first, over its real roles and with real commits."""
    from django.db import connections

    with django_db_blocker.unblock():
        empty_database()
        yield
        connections.close_all()


@pytest.fixture
def world(database: None, tmp_path: Path) -> None:
    """The small world, live, with the example's agreements in force."""
    from kith.handover.example import sign_agreements
    from kith.handover.load import load_run, make_live
    from tests.builders.published_run import AS_AT

    run = load_run(write_run(tmp_path / "run-1", small_world()), by="test")
    make_live(run.run_id, by="test")
    sign_agreements("Wexmoor", AS_AT)


@pytest.fixture
def worker_of(world: None) -> Callable[..., Any]:
    """Make a signed-in worker of the small world: ``worker_of("SCH_1", "S1", "LEAD_WORKER")``."""
    from tests.builders.workers import sign_in_as

    return sign_in_as


@pytest.fixture(autouse=True)
def quick_passwords(settings: Any) -> None:
    """Hash passwords fast: what is tested is never how slow a password is to guess."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
