"""Reads the council's access policy in force (caps by role and purpose, clearances, version).

The files of ``definitions/access``, or of the council's own folder (``KITH_DEFINITIONS``), are put into the database
when it is set up. A change that two people made on a page counts before them, from the moment it is approved.
"""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection

from kith.rules.access import Purpose, Role

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper


@dataclass(frozen=True)
class PolicyData:
    """What a council may set; every line of the log names ``version``."""

    version: str
    caps: Mapping[tuple[str, str], int]
    clearances: Mapping[str, int]


def load_policy() -> PolicyData:
    """Return the policy in force at this moment, as the database's own policies read it too."""
    with connection.cursor() as cursor:
        cursor.execute("select version, caps::text, clearances::text from kith_policy()")
        return policy_of(*cursor.fetchone())


@lru_cache(maxsize=8)  # by the whole text: another policy is another text, so what is kept can never be out of date
def policy_of(version: str, caps: str, clearances: str) -> PolicyData:
    """Return a policy as the database gave it, in JSON."""
    return PolicyData(version, caps_of(json.loads(caps)), json.loads(clearances))


def caps_of(stored: Mapping[str, int]) -> dict[tuple[str, str], int]:
    """Return caps by role and purpose from how they are stored: {"MANAGER SAFEGUARDING": 4}."""
    return {(role, purpose): level for key, level in stored.items() for role, purpose in [key.split(" ")]}


def stored_caps(caps: Mapping[tuple[str, str], int]) -> dict[str, int]:
    """Return caps as they are stored; a pair that is nothing is left out."""
    return {f"{role} {purpose}": level for (role, purpose), level in sorted(caps.items()) if level}


def ship_policy(cursor: CursorWrapper) -> None:
    """Put the files' policy into the database, as the owner, in place of the one that was there."""
    policy = read_policy_files()
    cursor.execute("delete from kith_policy_shipped")
    cursor.execute(
        "insert into kith_policy_shipped (version, caps, clearances) values (%s, %s, %s)",
        [policy.version, json.dumps(stored_caps(policy.caps)), json.dumps(policy.clearances)],
    )


def read_policy_files() -> PolicyData:
    """Return the policy as the files say it: the council's own where it has any."""
    folder = access_folder()
    about = json.loads((folder / "policy.json").read_text(encoding="utf-8"))
    with (folder / "role_purpose_caps.csv").open(encoding="utf-8", newline="") as handle:
        caps = {
            (Role(row["role"]).value, Purpose(row["purpose"]).value): int(row["cap"]) for row in csv.DictReader(handle)
        }
    return PolicyData(about["version"], caps, about["clearances"])


def access_folder() -> Path:
    """Return where the policy's files are: in the council's own folder if it has them, else those shipped."""
    own = os.environ.get("KITH_DEFINITIONS")
    if own and (Path(own) / "access" / "policy.json").exists():
        return Path(own) / "access"
    return Path(settings.DEFINITIONS) / "access"


def duty_from() -> date | None:
    """Return the day from which the 2026 Act's duty to share is in force (``KITH_DUTY_FROM``); none until confirmed."""
    given = os.environ.get("KITH_DUTY_FROM")
    return date.fromisoformat(given) if given else None


def is_duty_in_force(on: date) -> bool:
    """Answer whether the duty is in force: it is recorded on decisions, and opens nothing by itself."""
    begins = duty_from()
    return begins is not None and begins <= on
