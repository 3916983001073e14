"""Finds the Chromium that browser tests drive; ``python -m tests.browser`` installs one, or says what is skipped."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_browser() -> str | None:
    """Return the Chromium to drive: ``KITH_CHROMIUM``, else what the system has, else None."""
    given = os.environ.get("KITH_CHROMIUM")
    return given or next(filter(None, map(shutil.which, NAMES)), None)


def install_browser() -> str:
    """Install Chromium on Debian as root; return a sentence on what was done."""
    if found := find_browser():
        return f"Browser tests use {found}."
    if not (Path("/etc/debian_version").exists() and os.geteuid() == 0):
        return "Browser tests are skipped: no Chromium here. Install chromium, or name one in KITH_CHROMIUM."
    for command in (["apt-get", "update"], ["apt-get", "install", "-y", "--no-install-recommends", "chromium"]):
        said = subprocess.run(
            command,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=600,
            check=False,
        )
        if said.returncode:
            return f"Browser tests are skipped: {' '.join(command)} failed. Install chromium by hand to run them."
    return "Installed Chromium for the browser tests."


if __name__ == "__main__":
    print(install_browser())
