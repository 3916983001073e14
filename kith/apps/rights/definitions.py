"""Reads the council's retention schedule and rights office from ``definitions``; files are the truth, read once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml
from django.conf import settings

from kith.rules.retention import Schedule, read_schedule


@dataclass(frozen=True)
class Office:
    """Who answers requests about rights, and how long what was collected for one is kept."""

    agency_id: str
    bundle_kept_months: int


@lru_cache(maxsize=1)
def load_office() -> Office:
    """Return the agency that answers."""
    found = _read(Path("rights") / "office.yml")
    return Office(str(found["agency"]), int(str(found["bundle_kept_months"])))


@lru_cache(maxsize=8)
def load_schedule(name: str = "council") -> Schedule:
    """Return the schedule in force, or one of the sourced examples by its name."""
    return read_schedule(_read(Path("retention") / f"{name}.yml"))


def _read(path: Path) -> dict[str, object]:
    found = yaml.safe_load((Path(settings.DEFINITIONS) / path).read_text(encoding="utf-8"))
    assert isinstance(found, dict), f"{path} is a list of names and values"
    return found
