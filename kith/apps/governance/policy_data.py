"""Reads the council's access policy (caps by role and purpose, clearances, version) from ``definitions/access``."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from kith.rules.access import Purpose, Role


@dataclass(frozen=True)
class PolicyData:
    """What a council may set; every line of the log names ``version``."""

    version: str
    caps: Mapping[tuple[str, str], int]
    clearances: Mapping[str, int]


@lru_cache(maxsize=1)
def load_policy() -> PolicyData:
    """Return the policy in force; the files are read once, when the program starts to need them."""
    folder = Path(settings.DEFINITIONS) / "access"
    about = json.loads((folder / "policy.json").read_text(encoding="utf-8"))
    with (folder / "role_purpose_caps.csv").open(encoding="utf-8", newline="") as handle:
        caps = {
            (Role(row["role"]).value, Purpose(row["purpose"]).value): int(row["cap"]) for row in csv.DictReader(handle)
        }
    return PolicyData(about["version"], caps, about["clearances"])
