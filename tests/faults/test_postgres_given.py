"""A database server that somebody else runs: given by one address, by one per role, or wrongly."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from kith.project import postgres
from kith.project.places import REPOSITORY
from kith.project.postgres.cluster import Cluster
from kith.project.postgres.errors import DatabaseRefusedError, NoPostgresFoundError
from kith.project.postgres.state import remembered

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Somebody else's server."""
    cluster = Cluster(tmp_path_factory.mktemp("server") / "pg", throw_away=True).ensure_running()
    yield cluster
    cluster.remove()


def _as_user(cluster: Cluster, name: str, rights: str) -> str:
    with psycopg.connect(cluster.admin_url, autocommit=True) as admin:
        admin.execute(f"create role {name} login password 'p' {rights}")
    host = cluster.admin_url.rpartition("@")[2]
    return f"postgresql://{name}:p@{host}"


def test_one_address_that_may_make_roles_is_enough(
    server: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An administrator of a hosted server is seldom a superuser."""
    monkeypatch.setenv("DATABASE_URL", _as_user(server, "hosted", "createrole createdb"))
    urls = postgres.ensure_running(tmp_path)
    assert urls.keys() == postgres.ROLES.keys()
    with psycopg.connect(urls["owner"]) as database:
        database.execute("create table made (row int)")
    assert postgres.ensure_running(tmp_path) == urls
    assert postgres.remembered_urls(tmp_path) == urls
    assert not (tmp_path / "pg" / "data").exists()


def test_an_address_that_may_not_is_refused_with_the_way_out(
    server: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", _as_user(server, "reader", ""))
    with pytest.raises(DatabaseRefusedError, match=r"KITH_DATABASE_URLS.*K303"):
        postgres.ensure_running(tmp_path, database="other")


def test_a_server_that_does_not_answer_is_refused_without_showing_the_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://somebody:hidden-word@127.0.0.1:9/kith")
    with pytest.raises(DatabaseRefusedError) as refused:
        postgres.ensure_running(tmp_path)
    assert "hidden-word" not in str(refused.value)


def test_addresses_per_role_are_used_as_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where an administrator ran deploy/roles.sql, Kith starts nothing and changes nothing."""
    given = {role: f"postgresql://kith_{role}@db.invalid/kith" for role in postgres.ROLES}
    (tmp_path / "urls.json").write_text(json.dumps(given), encoding="utf-8")
    monkeypatch.setenv("KITH_DATABASE_URLS", str(tmp_path / "urls.json"))
    assert postgres.ensure_running(tmp_path / "var") == given == postgres.remembered_urls(tmp_path / "var")
    assert not (tmp_path / "var").exists()


def test_the_administrators_script_makes_every_role_and_extension() -> None:
    """deploy/roles.sql and the runner make the same things."""
    from kith.project.postgres.roles import EXTENSIONS

    script = (REPOSITORY / "deploy" / "roles.sql").read_text(encoding="utf-8")
    assert not [role for role in postgres.ROLES if f"create role kith_{role} login nosuperuser" not in script]
    assert not [name for name in EXTENSIONS if f"create extension if not exists {name};" not in script]


def test_a_machine_without_postgres_is_told_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kith.project.postgres.binaries._system_folders", list)
    monkeypatch.setattr("kith.project.postgres.binaries._packaged_folders", list)
    with pytest.raises(NoPostgresFoundError, match=r"apt-get install postgresql.*K301"):
        postgres.ensure_running(tmp_path, own=True)
    assert "state" not in remembered(tmp_path / "pg")
