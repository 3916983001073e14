"""Our own PostgreSQL server: makes its data folder, starts it, survives an unclean stop, removes it."""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg

from kith.project.postgres.binaries import find_binaries
from kith.project.postgres.errors import PostgresDidNotStartError
from kith.project.postgres.other_user import ROOT_STATE, make_state_folder, reachable, run_program, user_to_run_as
from kith.project.postgres.state import remember, remembered

ADMIN = "kith_admin"
PATIENCE = 45.0
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "shared_buffers": "256MB",
    "max_wal_size": "4GB",
    "jit": "off",
    "log_statement": "none",
    "log_min_error_statement": "panic",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_error_verbosity": "terse",
}
THROW_AWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "shared_buffers": "64MB"}


class Cluster:
    """One server; ``folder`` remembers where its data lies, on which port, and the administrator's password."""

    def __init__(self, folder: Path, *, throw_away: bool = False) -> None:
        self.folder = folder
        self.throw_away = throw_away

    @property
    def state(self) -> Path:
        """Where the data and the log lie: beside us, or as root where the other user can reach it."""
        return Path(remembered(self.folder).get("state") or self.folder)

    @property
    def data(self) -> Path:
        """PostgreSQL's own data folder."""
        return self.state / "data"

    @property
    def admin_url(self) -> str:
        """The superuser's address, used only to make the database and its roles."""
        known = remembered(self.folder)
        return f"postgresql://{ADMIN}:{known['admin']}@127.0.0.1:{known['port']}/postgres"

    def ensure_running(self) -> Cluster:
        """Start the server unless it runs already, making its data folder the first time."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if not self.is_running():
            if "state" not in remembered(self.folder):
                find_binaries()  # Nothing is made on a machine without PostgreSQL.
                remember(self.folder, state=str(self._choose_state()))
            make_state_folder(self.state)
            self._make_data()
            self._start()
        return self

    def is_running(self) -> bool:
        """Say whether our server answers to our password (another server on the same port would not)."""
        if "port" not in remembered(self.folder):
            return False
        try:
            psycopg.connect(self.admin_url, connect_timeout=3).close()
        except psycopg.OperationalError:
            return False
        return True

    def stop(self) -> None:
        """Stop the server, cutting its connections."""
        if (self.data / "postmaster.pid").exists():
            self._pg_ctl("stop", "-m", "fast", "-w", "-t", "30")

    def remove(self) -> None:
        """Stop the server and delete everything that was made for it."""
        self.stop()
        shutil.rmtree(self.state, ignore_errors=True)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _choose_state(self) -> Path:
        if os.geteuid() != 0:
            return self.folder
        return Path(tempfile.mkdtemp(prefix="kith-", dir=None if self.throw_away else ROOT_STATE))

    def _make_data(self) -> None:
        if (self.data / "PG_VERSION").exists():
            return
        shutil.rmtree(self.data, ignore_errors=True)
        password = secrets.token_urlsafe(24)
        remember(self.folder, admin=password)
        # The C.UTF-8 locale knows capitals beyond ASCII; a system without it gets plain C.
        said = self._initdb(password, "C.UTF-8")
        if said.returncode:
            shutil.rmtree(self.data, ignore_errors=True)
            said = self._initdb(password, "C")
        if said.returncode:
            raise self._did_not_start(said.stdout)

    def _initdb(self, password: str, locale: str) -> subprocess.CompletedProcess[str]:
        # Made beside the final place and renamed, so that a half-made folder is never taken for a whole one.
        draft = self.state / "data.draft"
        shutil.rmtree(draft, ignore_errors=True)
        password_file = self.state / "password"
        password_file.touch(mode=0o600)
        password_file.write_text(password, encoding="utf-8")
        if user := user_to_run_as():
            shutil.chown(password_file, user)
        said = run_program(
            self._binaries() / "initdb", "-D", draft, "-U", ADMIN, "--pwfile", password_file, "-A", "scram-sha-256",
            "-E", "UTF8", "--locale", locale, "--no-instructions", "--no-sync", folder=self.state,
        )  # fmt: skip
        password_file.unlink()
        if said.returncode == 0:
            draft.rename(self.data)
        return said

    def _start(self) -> None:
        """Start; after an unclean stop the old server may linger a few seconds, so try until patience ends."""
        until = time.monotonic() + PATIENCE
        while True:
            self._remove_stale_lock()
            if not (self.data / "postmaster.pid").exists():
                remember(self.folder, port=_free_port(remembered(self.folder).get("port")))
            said = self._pg_ctl("start", "-w", "-t", "20", "-l", str(self.state / "log"), "-o", self._options())
            if self.is_running():
                return
            if time.monotonic() > until:
                raise self._did_not_start(said.stdout)
            time.sleep(0.3)

    def _options(self) -> str:
        settings = SETTINGS | {"port": str(remembered(self.folder)["port"])} | (THROW_AWAY if self.throw_away else {})
        return " ".join(f"-c {name}='{value}'" for name, value in settings.items())

    def _remove_stale_lock(self) -> None:
        """Remove a lock whose process id now belongs to some other program; PostgreSQL itself cannot tell."""
        lock = self.data / "postmaster.pid"
        if lock.exists() and not is_postgres(int(lock.read_text(encoding="utf-8").split("\n")[0] or 0)):
            lock.unlink(missing_ok=True)

    def _pg_ctl(self, command: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        return run_program(self._binaries() / "pg_ctl", command, "-D", self.data, *arguments, folder=self.state)

    def _binaries(self) -> Path:
        version = self.data / "PG_VERSION"
        wanted = int(version.read_text(encoding="utf-8")) if version.exists() else None
        copied = next(iter((self.state / "programs").rglob("pg_ctl")), None)
        return copied.parent if copied else reachable(find_binaries(wanted), self.state)

    def _did_not_start(self, said: str) -> PostgresDidNotStartError:
        (self.folder / "said").write_text(said, encoding="utf-8")
        return PostgresDidNotStartError(
            "PostgreSQL did not start.",
            not_done="The database is not running; nothing was changed in it.",
            mend=f"Read {self.state / 'log'} and {self.folder / 'said'}, mend it, or begin again with make clean.",
        )


def _free_port(wanted: int | None) -> int:
    """Return ``wanted`` if nobody has it, else any free port."""
    for port in (wanted or 0, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise AssertionError("binding to port 0 cannot fail")


def is_postgres(pid: int) -> bool:
    """Say whether process ``pid`` lives and is a PostgreSQL (a zombie is not)."""
    state = Path(f"/proc/{pid}/stat")
    if Path("/proc/self/stat").exists():
        if not state.exists():
            return False
        said = state.read_text(encoding="utf-8", errors="replace")
        return "postgres" in said.split(")")[0] and said.rsplit(")", 1)[1].split()[0] != "Z"
    found = subprocess.run(["ps", "-o", "stat=,comm=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return "postgres" in found.stdout and not found.stdout.lstrip().startswith("Z")
