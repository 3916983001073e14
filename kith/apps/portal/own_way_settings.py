"""Reads what the council set for the family's own way in from ``definitions/own_way``."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True)
class HelpLine:
    """A number that somebody can ring, and when it is the right one."""

    when: str
    name: str
    number: str


@dataclass(frozen=True)
class OwnWay:
    """Whether it is offered, whom to ring instead, and how long what is typed and what came of it are kept."""

    is_on: bool
    telephone: str
    hours: str
    keep_days: int
    state_days: int
    most_an_hour: int
    help_lines: tuple[HelpLine, ...]


@lru_cache(maxsize=1)
def load_own_way() -> OwnWay:
    """Return the council's settings; the file is read once."""
    file = Path(settings.DEFINITIONS) / "own_way" / "own_way.json"
    values = json.loads(file.read_text(encoding="utf-8"))
    return OwnWay(**values | {"help_lines": tuple(HelpLine(*line) for line in values["help_lines"])})
