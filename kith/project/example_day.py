"""The day that the example council speaks of, so that demos, tests and pictures agree."""

from __future__ import annotations

import os
from datetime import date

EXAMPLE_DAY = "2026-11-20"


def example_day() -> date:
    """Return ``KITH_TODAY``, or the day that the example's stories were written for."""
    return date.fromisoformat(os.environ.get("KITH_TODAY") or EXAMPLE_DAY)
