"""Where the commands keep things unless told otherwise: everything below the folder ``var``."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path

import click

REPOSITORY = Path(__file__).resolve().parents[2]
FOLDER = click.Path(file_okay=False, path_type=Path)
DAY = click.DateTime(formats=["%Y-%m-%d"])


def var_folder() -> Path:
    """Return the folder for everything that Kith makes on this machine: ``KITH_VAR``, or ``var`` beside the package."""
    return Path(os.environ.get("KITH_VAR") or REPOSITORY / "var").resolve()


def runs_folder(given: Path | None) -> Path:
    """Return the folder of deliveries and runs: as given, else ``var/runs``."""
    return given or var_folder() / "runs"


def day(given: datetime | None) -> date:
    """Return the day that a command speaks of: as given, else ``KITH_TODAY``, else today."""
    if given:
        return given.date()
    return date.fromisoformat(os.environ["KITH_TODAY"]) if os.environ.get("KITH_TODAY") else datetime.now(UTC).date()
