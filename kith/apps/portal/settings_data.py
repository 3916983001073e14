"""Reads what the council set for family sign-ins from ``definitions/family_sign_in``."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True)
class FamilySignIn:
    """Whether it is offered, from which age, how long after a move it waits, and how long a card is good."""

    is_on: bool
    youngest: int
    quiet_days_after_a_move: int
    card_days: int


@lru_cache(maxsize=1)
def load_family_sign_in() -> FamilySignIn:
    """Return the council's settings; the file is read once."""
    file = Path(settings.DEFINITIONS) / "family_sign_in" / "family_sign_in.json"
    return FamilySignIn(**json.loads(file.read_text(encoding="utf-8")))
